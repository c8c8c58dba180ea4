namespace Omniops.Gates.Analyzers.Tests.Injection;

public sealed class HtmlSinksTests
{
    [Theory]
    [InlineData("""helper.Raw([|text|]);""")]
    [InlineData("""helper.Raw([|(object)text|]);""")]
    [InlineData("""_ = new Microsoft.AspNetCore.Html.HtmlString([|text|]);""")]
    [InlineData("""_ = new System.Web.HtmlString([|text|]);""")]
    [InlineData("""_ = new MarkupString([|text|]);""")]
    [InlineData("""_ = (MarkupString)[|text|];""")]
    [InlineData("""_ = Content([|text|], "text/html");""")]
    [InlineData("""_ = Content([|text|], "Text/HTML; charset=utf-8");""")]
    [InlineData("""_ = Content([|text|], Html);""")]
    [InlineData("""_ = Content([|text|], type);""")]
    [InlineData("""_ = Content(contentType: "text/html", content: [|text|]);""")]
    [InlineData("""_ = Content([|text|], new Microsoft.Net.Http.Headers.MediaTypeHeaderValue("text/html"));""")]
    [InlineData("""_ = new ContentResult { Content = [|text|], ContentType = "text/html" };""")]
    [InlineData("""var made = new ContentResult(); made.ContentType = "text/html"; made.Content = [|text|];""")]
    [InlineData("""_ = Results.Content([|text|], "text/html");""")]
    [InlineData("""_ = Results.Text([|text|], System.Net.Mime.MediaTypeNames.Text.Html);""")]
    [InlineData("""_ = TypedResults.Content([|text|], "text/html");""")]
    [InlineData("""response.ContentType = "text/html"; response.WriteAsync([|text|]);""")]
    [InlineData("""label.Text = [|text|];""")]
    public void Reports(string statement) => SinkTest.Check("html", Program(statement), LibraryStubs.Web);

    [Theory]
    [InlineData("""_ = helper.Encode(text);""")]
    [InlineData("""_ = Content(text);""")]
    [InlineData("""_ = Content(text, "text/plain");""")]
    [InlineData("""_ = Content(text, "application/json", System.Text.Encoding.UTF8);""")]
    [InlineData("""_ = new ContentResult { Content = text };""")]
    [InlineData("""_ = new ContentResult { Content = text, ContentType = "text/plain" };""")]
    [InlineData("""_ = Results.Content(text);""")]
    [InlineData("""_ = Results.Text(text, "text/css");""")]
    [InlineData("""response.ContentType = "text/plain"; response.WriteAsync(text);""")]
    [InlineData("""response.WriteAsync(text);""")]
    [InlineData("""box.Text = text;""")]
    [InlineData("""_ = new LookAlikes.HtmlString(text);""")]
    public void Allows(string statement) => SinkTest.Check("html", Program(statement), LibraryStubs.Web);

    private static string Program(string statement) => $$"""
        using Microsoft.AspNetCore.Components;
        using Microsoft.AspNetCore.Mvc;
        class Shop : ControllerBase
        {
            const string Html = "text/html";
            void M(
                string text, string type, Microsoft.AspNetCore.Mvc.Rendering.IHtmlHelper helper, HttpResponse response,
                System.Web.UI.WebControls.Label label, System.Web.UI.WebControls.TextBox box)
            {
                {{statement}}
            }
        }
        namespace LookAlikes { class HtmlString { public HtmlString(string value) { } } }
        """;
}
