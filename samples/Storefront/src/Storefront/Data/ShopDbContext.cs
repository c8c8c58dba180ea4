using Microsoft.EntityFrameworkCore;
using Storefront.Catalog;
using Storefront.Orders;

namespace Storefront.Data;

public sealed class ShopDbContext(DbContextOptions<ShopDbContext> options) : DbContext(options)
{
    public DbSet<Product> Products => Set<Product>();

    public DbSet<Order> Orders => Set<Order>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Product>(product =>
        {
            product.ToTable("products").HasKey(p => p.Sku);
            product.Property(p => p.Sku).HasColumnName("sku");
            product.Property(p => p.Name).HasColumnName("name");
            product.Property(p => p.Description).HasColumnName("description");
            product.Property(p => p.Price).HasColumnName("price").HasPrecision(10, 2);
            product.Property(p => p.Active).HasColumnName("active");
        });

        modelBuilder.Entity<Order>(order =>
        {
            order.ToTable("orders").HasKey(o => o.Id);
            order.Property(o => o.Id).HasColumnName("id").ValueGeneratedNever();
            order.Property(o => o.CustomerId).HasColumnName("customer_id");
            order.Property(o => o.PlacedAt).HasColumnName("placed_at");
            order.OwnsMany(o => o.Lines, line =>
            {
                line.ToTable("order_lines").WithOwner().HasForeignKey("order_id");
                line.HasKey("order_id", nameof(OrderLine.Sku));
                line.Property(l => l.Sku).HasColumnName("sku");
                line.Property(l => l.Quantity).HasColumnName("quantity");
                line.Property(l => l.UnitPrice).HasColumnName("unit_price").HasPrecision(10, 2);
            });
        });
    }
}
