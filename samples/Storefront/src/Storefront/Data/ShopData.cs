using Microsoft.EntityFrameworkCore;
using Npgsql;
using Storefront.Catalog;

namespace Storefront.Data;

public static class ShopData
{
    public static IServiceCollection AddShopData(this IServiceCollection services, IConfiguration configuration)
    {
        // One pool for Dapper and EF Core, opened by the first query: the shop starts while its database is away.
        services.AddSingleton(_ => NpgsqlDataSource.Create(
            configuration.GetConnectionString("Shop")
            ?? throw new InvalidOperationException("ConnectionStrings:Shop is not set.")));

        services.AddDbContext<ShopDbContext>((provider, options) =>
            options.UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>()));

        return services.AddScoped<ProductSearch>();
    }
}
