using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>
/// The Content-Security-Policy that calls on <c>CspBuilder</c> of NetEscapades.AspNetCore.SecurityHeaders put together. Source: the package,
/// version 1.3.
/// </summary>
/// <param name="origin">What a variable or parameter holds.</param>
internal sealed class PolicyBuilderText(Func<IOperation, IOperation> origin)
{
    private const string Builder = "CspBuilder";
    private const string Hole = "\u0001";

    private static readonly Dictionary<string, string> s_sources = new(StringComparer.Ordinal)
    {
        ["Self"] = "'self'",
        ["None"] = "'none'",
        ["Blob"] = "blob:",
        ["Data"] = "data:",
        ["OverHttps"] = "https:",
        ["OverInsecureHttp"] = "http:",
        ["OverInsecureWs"] = "ws:",
        ["OverWss"] = "wss:",
        ["ReportSample"] = "'report-sample'",
        ["StrictDynamic"] = "'strict-dynamic'",
        ["UnsafeEval"] = "'unsafe-eval'",
        ["UnsafeHashes"] = "'unsafe-hashes'",
        ["UnsafeInline"] = "'unsafe-inline'",
        ["WasmUnsafeEval"] = "'wasm-unsafe-eval'",
        ["WithHash256"] = "'sha256-" + Hole + "'",
        ["WithHashSha384"] = "'sha384-" + Hole + "'",
        ["WithHashSha512"] = "'sha512-" + Hole + "'",
        ["WithHashTagHelper"] = "'sha256-" + Hole + "'",
        ["WithNonce"] = "'nonce-" + Hole + "'",
    };

    /// <summary>The policy, with holes; null where its code cannot be seen.</summary>
    public string? Of(IInvocationOperation addPolicy)
    {
        var code = addPolicy.Arguments.Select(argument => argument.Value.Unwrapped())
            .Select(value => value is IDelegateCreationOperation creation ? creation.Target : value).OfType<IAnonymousFunctionOperation>().FirstOrDefault();
        if (code is null)
            return null;

        var directives = code.Body.Descendants().OfType<IInvocationOperation>()
            .Where(call => call.TargetMethod.ContainingType.Name == Builder && call.TargetMethod.Name.StartsWith("Add", StringComparison.Ordinal)).ToList();
        return string.Join("; ", directives.Select(Directive));
    }

    private string Directive(IInvocationOperation add)
    {
        if (add.TargetMethod.Name.StartsWith("AddCustomDirective", StringComparison.Ordinal))
            return string.Join(" ", add.Arguments.Where(argument => argument.ArgumentKind == ArgumentKind.Explicit).Select(argument => Text(argument.Value)).Concat(Sources(add)));

        return string.Join(" ", Sources(add).Prepend(NameOf(add.TargetMethod.Name.Substring("Add".Length))));
    }

    /// <summary>ScriptSrcElem is script-src-elem.</summary>
    private static string NameOf(string words) =>
        string.Concat(words.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));

    private IEnumerable<string> Sources(IInvocationOperation add)
    {
        IOperation call = add;
        while (Next(call) is { } next)
        {
            yield return next.TargetMethod.Name == "From"
                ? string.Join(" ", next.Arguments.Skip(next.Instance is null ? 1 : 0).Select(argument => Text(argument.Value)))
                : s_sources.TryGetValue(next.TargetMethod.Name, out var source) ? source : Hole;
            call = next;
        }

        // var scripts = csp.AddScriptSrc(): what becomes of it is not followed.
        if (call.Parent is not (IExpressionStatementOperation or IReturnOperation))
            yield return Hole;
    }

    /// <summary>The call on what a call gives back.</summary>
    private static IInvocationOperation? Next(IOperation call)
    {
        var parent = call.Parent;
        while (parent is IConversionOperation or IArgumentOperation { Parameter.Ordinal: 0 })
            parent = parent.Parent;
        return parent as IInvocationOperation;
    }

    private string Text(IOperation value) => origin(value).ConstantValue is { HasValue: true, Value: string text } ? text : Hole;
}
