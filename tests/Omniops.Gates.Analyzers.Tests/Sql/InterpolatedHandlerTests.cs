namespace Omniops.Gates.Analyzers.Tests.Sql;

/// <summary>What the compiler writes for an interpolated string, written by hand.</summary>
public sealed class InterpolatedHandlerTests
{
    private const string Handler = """var h = new DefaultInterpolatedStringHandler(20, 1); h.AppendLiteral("WHERE Name = '");""";

    [Theory]
    [InlineData("""db.Execute(h.ToStringAndClear());""")]
    [InlineData("""h.AppendFormatted(id); db.Execute(h.ToStringAndClear());""")]
    [InlineData("""h.AppendFormatted("x"); db.Execute(h.ToString());""")]
    [InlineData("""h.AppendFormatted(price, "F2"); h.AppendFormatted(id, 5); db.Execute(h.ToStringAndClear());""")]
    [InlineData("""h.AppendFormatted(input); h = new DefaultInterpolatedStringHandler(1, 0); h.AppendLiteral("x"); db.Execute(h.ToString());""")]
    [InlineData("""db.Execute(string.Create(CultureInfo.InvariantCulture, $"SELECT {id}"));""")]
    public async Task Allows(string statements) => Assert.Equal("", await SqlTest.OfStatements(Handler + statements));

    [Theory]
    [InlineData("""h.AppendFormatted(input); db.Execute(h.ToStringAndClear());""")]
    [InlineData("""h.AppendFormatted(input); h.AppendLiteral("'"); db.Execute(h.ToString());""")]
    [InlineData("""h.AppendFormatted<object>(input); db.Execute(h.ToStringAndClear());""")]
    [InlineData("""h.AppendFormatted(input, 5, null); db.Execute(h.ToStringAndClear());""")]
    [InlineData("""h.AppendFormatted(input.AsSpan()); db.Execute(h.ToStringAndClear());""")]
    [InlineData("""h.AppendLiteral(input); db.Execute(h.ToStringAndClear());""")]
    [InlineData("""if (flag) h.AppendFormatted(input); db.Execute(h.ToStringAndClear());""")]
    [InlineData("""foreach (var x in inputs) h.AppendFormatted(x); db.Execute(h.ToStringAndClear());""")]
    public async Task Reports_a_source(string statements) => Assert.Equal("OMNI2001", await SqlTest.OfStatements(Handler + statements));

    [Theory]
    [InlineData("""h.AppendFormatted(unknown); db.Execute(h.ToStringAndClear());""")]
    [InlineData("""h.AppendFormatted(any); db.Execute(h.ToStringAndClear());""")]
    public async Task Reports_an_unknown_origin(string statements) => Assert.Equal("OMNI2001?", await SqlTest.OfStatements(Handler + statements));
}
