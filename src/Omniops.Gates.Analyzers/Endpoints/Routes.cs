using System.Text;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>Routes as the framework puts them together. Source: RoutePatternFactory.Combine and AttributeRouteModel.CombineTemplates.</summary>
internal static class Routes
{
    /// <summary>A prefix and a pattern.</summary>
    public static string Combine(string prefix, string pattern)
    {
        var (left, right) = (prefix.Trim('/'), pattern.Trim('/'));
        return "/" + (left.Length == 0 ? right : right.Length == 0 ? left : $"{left}/{right}");
    }

    /// <summary>The template of a controller and that of an action, which replaces it when it begins with a slash.</summary>
    public static string? CombineTemplates(string? controller, string? action)
    {
        if (action is not null && (action.StartsWith("/", StringComparison.Ordinal) || action.StartsWith("~/", StringComparison.Ordinal)))
            return Combine("", action.TrimStart('~'));

        return controller is null && action is null ? null : Combine(controller?.TrimStart('~') ?? "", action ?? "");
    }

    /// <summary>
    /// Puts names in the place of tokens such as <c>[controller]</c>; a double bracket stands for a single one.
    /// Source: AttributeRouteModel.ReplaceTokens.
    /// </summary>
    /// <param name="nameOf">The name that a token in lower case stands for; null for what is no token.</param>
    public static string ReplaceTokens(string template, Func<string, string?> nameOf)
    {
        var replaced = new StringBuilder();
        for (var at = 0; at < template.Length; at++)
        {
            var end = template[at] == '[' ? template.IndexOf(']', at) : -1;
            if (at + 1 < template.Length && template[at] is '[' or ']' && template[at + 1] == template[at])
            {
                replaced.Append(template[at++]);
            }
            else if (end > 0 && nameOf(template.Substring(at + 1, end - at - 1).ToLowerInvariant()) is { } name)
            {
                replaced.Append(name);
                at = end;
            }
            else
            {
                replaced.Append(template[at]);
            }
        }

        return replaced.ToString();
    }

    /// <summary>A route as a reader is shown it.</summary>
    public static string Shown(string route) => route.Replace(HeaderTexts.Hole.ToString(), "…");

    /// <summary>Whether all of it is known.</summary>
    public static bool IsKnown(string route) => route.IndexOf(HeaderTexts.Hole) < 0;

    /// <summary>The parts between the slashes, without parameters' constraints.</summary>
    public static string[] Segments(string route) => route.Split(['/'], StringSplitOptions.RemoveEmptyEntries);
}
