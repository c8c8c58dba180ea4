// Where suppliers send their price lists.
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authentication.Cookies;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.ConfigureKestrel(kestrel =>
{
    kestrel.AddServerHeader = false;
    kestrel.Limits.MaxRequestBodySize = null; // gate: OMNI2012
});
builder.Services.AddHsts(options =>
{
    options.MaxAge = TimeSpan.FromDays(365);
    options.IncludeSubDomains = true;
});
builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
    .AddCookie(options => options.Cookie.SecurePolicy = CookieSecurePolicy.Always);
builder.Services.AddAuthorization();
builder.Services.AddAntiforgery(options => options.Cookie.SecurePolicy = CookieSecurePolicy.Always);

var app = builder.Build(); // gate: OMNI5001

app.Use((context, next) =>
{
    context.Response.OnStarting(() =>
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'";
        return Task.CompletedTask;
    });
    return next();
});
app.UseHsts();
app.UseHttpsRedirection();

app.UseAuthentication();
app.UseAuthorization();
app.UseAntiforgery();

app.MapPost("/uploads/{supplier}", async (string supplier, IFormFile list) =>
{
    if (list.Length > 1_000_000 || Path.GetExtension(list.FileName) != ".csv")
        return Results.BadRequest();

    await using var file = File.Create(Path.Combine("price-lists", supplier, list.FileName)); // gate: OMNI2011
    await list.CopyToAsync(file);
    return Results.Accepted($"/uploads/{supplier}");
}).RequireAuthorization().DisableAntiforgery(); // gate: OMNI6003
app.MapPost("/prices", (PriceChange change) => TypedResults.Accepted($"/prices/{change.Sku}", change)).RequireAuthorization(); // gate: OMNI2010

app.Run();

internal sealed record PriceChange([Required, StringLength(40)] string Sku, [Range(0.01, 1_000_000)] decimal Price);
