// Where suppliers send their price lists.
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

app.MapPost("/uploads/{supplier}", (string supplier) => TypedResults.Accepted($"/uploads/{supplier}")).AllowAnonymous();

app.Run();
