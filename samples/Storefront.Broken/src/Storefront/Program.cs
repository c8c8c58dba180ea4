using Storefront.Admin;
using Storefront.Catalog;
using Storefront.Chat;
using Storefront.Data;
using Storefront.Health;
using Storefront.Orders;
using Storefront.Scrape;
using Storefront.Security;

var builder = WebApplication.CreateBuilder(args);

builder.WebHost.ConfigureKestrel(kestrel =>
{
    kestrel.AddServerHeader = false;
    kestrel.Limits.MaxRequestBodySize = 64 * 1024;
});

builder.Services.AddProblemDetails();
builder.Services.AddValidation();
// Development would answer a malformed request with 500 instead of 400.
builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = false);
builder.Services.AddHsts(options =>
{
    options.MaxAge = TimeSpan.FromDays(30); // gate: OMNI3002
    options.IncludeSubDomains = true;
});

builder.Services.AddTrustedProxies(); // gate: OMNI3013
builder.Services.AddShopCors(builder.Configuration);
builder.Services.AddShopAccess();
builder.Services.AddShopRateLimits();
builder.Services.AddShopData(builder.Configuration);
builder.Services.AddChat();
builder.Services.AddScrape();

var app = builder.Build(); // gate: OMNI3001, OMNI3003, OMNI3004

// Before anything that can answer: errors, redirects and refusals carry the headers too.
app.UseMiddleware<SecurityHeadersMiddleware>(); // gate: OMNI3005, OMNI3006
app.UseExceptionHandler();
app.UseDeveloperExceptionPage(); // gate: OMNI3011
app.UseStatusCodePages();

app.UseRouting();
app.UseCors(CorsPolicies.Shop);
app.UseAuthentication();
app.UseForwardedHeaders(); // gate: OMNI3010
// After authentication, to count per user; before authorization, so that refused calls count as well.
app.UseRateLimiter(); // gate: OMNI5003?
app.UseAuthorization();

app.MapHealth();
app.MapCatalog();
app.MapEmbed();
app.MapOrders();
app.MapChat();
app.MapScrape();
app.MapAdmin();
app.MapGet("/api/partners", () => TypedResults.Ok()).RequireAuthorization().RequireCors("partners"); // gate: OMNI4007
app.MapGet("/internal/stock", () => TypedResults.Ok()).AllowAnonymous(); // gate: OMNI6002
app.MapPost("/cron/reindex", () => TypedResults.Ok()).AllowAnonymous(); // gate: OMNI6009

app.Run();
