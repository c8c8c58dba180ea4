using System.Globalization;
using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Tests.Sql;

namespace Omniops.Gates.Analyzers.Tests.Html;

/// <summary>
/// OMNI2006. Its flows are those of the rules about SQL, its sinks are tested one by one with the lists: these rows are about what is harmful
/// in a page. <c>@</c> stands for the page.
/// </summary>
public sealed class RawHtmlOutputTests
{
    [Theory]
    [InlineData(""" "<p>Hello</p>" """)]
    [InlineData(""" $"<p>{id}</p>" """)]
    [InlineData(""" $"<p>{when:d} {price} {kind} {guid}</p>" """)]
    [InlineData(""" flag ? "<b>yes</b>" : "<b>no</b>" """)]
    [InlineData(""" $"<p>{System.Text.Encodings.Web.HtmlEncoder.Default.Encode(input)}</p>" """)]
    [InlineData(""" System.Text.Encodings.Web.HtmlEncoder.Default.Encode(input) """)]
    [InlineData(""" System.Text.Encodings.Web.HtmlEncoder.Create().Encode(unknown) """)]
    [InlineData(""" $"<p>{WebUtility.HtmlEncode(input)}</p>" """)]
    [InlineData(""" $"<p>{System.Web.HttpUtility.HtmlEncode(input)}</p>" """)]
    [InlineData(""" $"<a title=\"{System.Web.HttpUtility.HtmlAttributeEncode(input)}\">x</a>" """)]
    [InlineData(""" $"<a href=\"/search?q={Uri.EscapeDataString(input)}\">again</a>" """)]
    [InlineData(""" "<ul>" + string.Join("", names.Select(name => "<li>" + WebUtility.HtmlEncode(name) + "</li>")) + "</ul>" """)]
    [InlineData(""" new StringBuilder("<p>").Append(WebUtility.HtmlEncode(input)).Append("</p>").ToString() """)]
    [InlineData(""" Encoded(input) """)]
    [InlineData(""" File.ReadAllText("index.html") """)]
    [InlineData(""" $"<script>const q = {System.Text.Json.JsonSerializer.Serialize(input)};</script>" """)]
    [InlineData(""" System.Text.Json.JsonSerializer.Serialize(new { input, unknown }, options: null) """)]
    public async Task Allows(string page) => await Judges(page, "");

    [Theory]
    [InlineData(""" input """)]
    [InlineData(""" "<p>" + input + "</p>" """)]
    [InlineData(""" $"<p>{request.Form["name"]}</p>" """)]
    [InlineData(""" string.Format("<a href='{0}'>x</a>", input) """)]
    [InlineData(""" new StringBuilder("<p>").Append(input).Append("</p>").ToString() """)]
    [InlineData(""" $"<p>{WebUtility.HtmlEncode(input)}, {input}</p>" """)]
    [InlineData(""" $"<p>{WebUtility.HtmlDecode(input)}</p>" """)]
    [InlineData(""" WebUtility.HtmlDecode(WebUtility.HtmlEncode(input)) """)]
    [InlineData(""" System.Text.Json.JsonSerializer.Serialize(input, new System.Text.Json.JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) """)]
    [InlineData(""" input.Replace("<script>", "") """)]
    [InlineData(""" Bold(input) """)]
    [InlineData(""" "<ul>" + string.Join("", inputs.Select(name => "<li>" + name + "</li>")) + "</ul>" """)]
    public async Task Reports_the_request(string page) => await Judges(page, "OMNI2006");

    [Theory]
    [InlineData(""" unknown """)]
    [InlineData(""" $"<p>{unknown}</p>" """)]
    [InlineData(""" $"<p>{File.ReadAllText("name.txt")}</p>" """)]
    [InlineData(""" context.Users.First().Name """)]
    [InlineData(""" $"<p>{context.Users.First().Name}</p>" """)]
    public async Task Reports_what_it_cannot_prove(string page) => await Judges(page, "OMNI2006?");

    [Theory]
    [InlineData("""tag.InnerHtml.Append(input);""", "")]
    [InlineData("""tag.InnerHtml.SetContent(unknown);""", "")]
    [InlineData("""tag.Attributes["title"] = input; tag.MergeAttribute("href", input); tag.AddCssClass(input);""", "")]
    [InlineData("""tag.InnerHtml.AppendHtml(new TagBuilder("b"));""", "")]
    [InlineData("""tag.InnerHtml.AppendFormat("<b>{0}</b>", input);""", "")]
    [InlineData("""tag.InnerHtml.AppendHtml("<b>bold</b>");""", "")]
    [InlineData("""_ = new HtmlFormattableString("<b>{0}</b>", input);""", "")]
    [InlineData("""output.Content.SetContent(input); output.Attributes.SetAttribute("title", input);""", "")]
    [InlineData("""_ = html.Raw(json.Serialize(new { unknown }));""", "")]
    [InlineData("""_ = html.Encode(input);""", "")]
    [InlineData("""
        var link = new TagBuilder("a"); link.InnerHtml.Append(input);
        var writer = new StringWriter(); link.WriteTo(writer, System.Text.Encodings.Web.HtmlEncoder.Default);
        _ = new HtmlString(writer.ToString());
        """, "")]
    [InlineData("""var writer = new StringWriter(); writer.Write(WebUtility.HtmlEncode(input)); _ = new HtmlString(writer.ToString());""", "")]
    [InlineData("""var writer = new StringWriter(); writer.Write(input); _ = new HtmlString(writer.ToString());""", "OMNI2006")]
    [InlineData("""_ = html.TextBox("name", input);""", "")]
    [InlineData("""tag.InnerHtml.AppendHtml(input);""", "OMNI2006")]
    [InlineData("""tag.InnerHtml.AppendHtml($"<b>{input}</b>");""", "OMNI2006")]
    [InlineData("""tag.InnerHtml.AppendFormat("<b>" + input + "{0}</b>", id);""", "OMNI2006")]
    [InlineData("""_ = new HtmlFormattableString("<b>" + input + "</b>");""", "OMNI2006")]
    [InlineData("""output.Content.SetHtmlContent("<b>" + input + "</b>");""", "OMNI2006")]
    [InlineData("""_ = html.Raw(html.Encode(input) + input);""", "OMNI2006")]
    [InlineData("""_ = html.Raw(any);""", "OMNI2006?")]
    public async Task Judges_tag_helpers(string statements, string expected) => Assert.Equal(expected, await SqlTest.Of($$"""
        using Microsoft.AspNetCore.Html;
        using Microsoft.AspNetCore.Mvc.Rendering;
        using Microsoft.AspNetCore.Razor.TagHelpers;
        public class Card
        {
            public void Write(HttpRequest request, TagBuilder tag, TagHelperOutput output, IHtmlHelper html, IJsonHelper json, string unknown, object any, int id)
            {
                string input = request.Query["q"];
                {{statements}}
            }
        }
        """));

    /// <summary>What the Razor compiler makes of <c>&lt;h1 title="@Model"&gt;@Model&lt;/h1&gt;</c>: every write but that of a literal encodes.</summary>
    [Theory]
    [InlineData("""WriteLiteral("<h1"); Write(Model); WriteLiteral("</h1>\r\n");""", "")]
    [InlineData("""Write(Context.Request.Query["q"]); WriteLiteral("</h1>");""", "")]
    [InlineData("""BeginWriteAttribute("title", " title=\"", 1, "\"", 2, 1); WriteAttributeValue("", 3, Model, 3, 6, false); EndWriteAttribute();""", "")]
    [InlineData("""Write(Html.Raw("<b>bold</b>"));""", "")]
    [InlineData("""Write(Html.DisplayFor(model => model));""", "")]
    [InlineData("""Write(Html.Raw(Model));""", "OMNI2006?")]
    [InlineData("""Write(Html.Raw(Context.Request.Query["q"]));""", "OMNI2006")]
    [InlineData("""WriteLiteral(Context.Request.Query["q"]);""", "OMNI2006")]
    public async Task Judges_what_razor_generates(string statements, string expected) => Assert.Equal(expected, await SqlTest.Of($$"""
        using Microsoft.AspNetCore.Mvc.Razor;
        using Microsoft.AspNetCore.Mvc.Rendering;
        public class Views_Home_Index : RazorPage<string>
        {
            public IHtmlHelper<string> Html { get; private set; }
            public override async Task ExecuteAsync() { {{statements}} }
        }
        """));

    [Theory]
    [InlineData("""builder.AddContent(0, Name); builder.AddAttribute(1, "title", Name);""", "")]
    [InlineData("""builder.AddMarkupContent(0, "<b>bold</b>");""", "")]
    [InlineData("""builder.AddContent(0, (MarkupString)"<b>bold</b>");""", "")]
    [InlineData("""builder.AddContent(0, (MarkupString)Name);""", "OMNI2006?")]
    [InlineData("""builder.AddMarkupContent(0, "<b>" + Name + "</b>");""", "OMNI2006?")]
    public async Task Judges_what_blazor_generates(string statements, string expected) => Assert.Equal(expected, await SqlTest.Of($$"""
        using Microsoft.AspNetCore.Components;
        using Microsoft.AspNetCore.Components.Rendering;
        public class Greeting : ComponentBase
        {
            [Parameter] public string Name { get; set; }
            protected override void BuildRenderTree(RenderTreeBuilder builder) { {{statements}} }
        }
        """));

    [Theory]
    [InlineData("""new HtmlString(input)""", "")]
    [InlineData("""Html.Raw(input)""", "")]
    [InlineData("""Results.Content(input, "text/html")""", "")]
    public async Task Allows_look_alikes(string expression, string expected) => Assert.Equal(expected, await SqlTest.OfAlone($$"""
        class HtmlString { public HtmlString(string value) { } }
        static class Html { public static string Raw(string value) => value; }
        static class Results { public static string Content(string content, string contentType) => content; }
        class Use { object M(string input) => {{expression}}; }
        """, SharedFramework.Net));

    [Theory]
    [InlineData("""Results.Content(, "text/html")""")]
    [InlineData("""new Microsoft.AspNetCore.Html.HtmlString(input + )""")]
    [InlineData("""Html.Raw(""")]
    public async Task Survives_half_typed_code(string expression) => Assert.DoesNotContain(
        "A", await SqlTest.OfBroken($$"""class Use { object M(string input) => {{expression}}; }"""), StringComparison.Ordinal);

    [Theory]
    [InlineData(
        """_ = Results.Content("<p>" + input + "</p>", "text/html");""",
        "'q' (query string) reaches Content as HTML; encode it: HtmlEncoder.Default.Encode(name), or @name in Razor")]
    [InlineData(
        """_ = Results.Content("<p>" + unknown + "</p>", "text/html");""",
        "That the HTML holds no data is not proven: 'unknown', which callers of 'Run' choose, reaches Content; "
            + "encode it with HtmlEncoder.Default.Encode, or run what must keep its tags through an HTML sanitizer")]
    public async Task Says_what_reaches_what(string statements, string expected) => Assert.Equal(
        expected, Assert.Single(await SqlTest.FindingsOf(SqlTest.Subject(SqlTest.Method(statements)))).GetMessage(CultureInfo.InvariantCulture));

    [Fact]
    public async Task Judges_a_helper_at_its_callers()
    {
        var finding = Assert.Single(await SqlTest.FindingsOf(SqlTest.Subject("""
            public void Run() { Send("<p>" + request.Query["q"] + "</p>"); Send("<p></p>"); }
            private IResult Send(string page) => Results.Content(page, "text/html");
            """)));
        Assert.Equal(DiagnosticSeverity.Error, finding.Severity);
        Assert.Contains("reaches Content through 'Send'", finding.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private static async Task Judges(string page, string expected)
    {
        const string Functions = """
            private static string Encoded(string text) => "<b>" + WebUtility.HtmlEncode(text) + "</b>";
            private static string Bold(string text) => "<b>" + text + "</b>";
            """;
        foreach (var sink in new[] { """_ = Results.Content(@, "text/html");""", "_ = new Microsoft.AspNetCore.Html.HtmlString(@);" })
        {
            var statements = sink.Replace("@", page.Trim(), StringComparison.Ordinal);
            Assert.Equal(expected, await SqlTest.Of(SqlTest.Subject(SqlTest.Method(statements) + Functions)));
        }
    }
}
