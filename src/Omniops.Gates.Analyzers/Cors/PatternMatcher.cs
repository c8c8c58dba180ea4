using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Cors;

/// <summary>Tries the user's own regular expressions on origins, each with a time limit.</summary>
internal sealed class PatternMatcher
{
    private const int MaxLength = 2000;

    /// <summary>What changes the meaning of a pattern. How it is carried out does not matter here, and newer ways are not known everywhere.</summary>
    private const RegexOptions Meaning = RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.Singleline
        | RegexOptions.IgnorePatternWhitespace | RegexOptions.RightToLeft | RegexOptions.ECMAScript | RegexOptions.CultureInvariant;

    private static readonly TimeSpan s_limit = TimeSpan.FromMilliseconds(50);

    /// <summary>Null for a pattern that is not valid, or took too long once.</summary>
    private readonly Dictionary<OriginPattern, Regex?> _compiled = [];

    /// <summary>The texts of the patterns so far.</summary>
    public HashSet<string> Seen { get; } = new(StringComparer.Ordinal);

    public static OriginPattern Create(string text, int options) => new(text, (RegexOptions)options & Meaning);

    /// <summary>The pattern of a method or property that the framework's generator implements; null for any other.</summary>
    public static OriginPattern? Generated(ISymbol member)
    {
        foreach (var attribute in member.GetAttributes())
        {
            if (attribute.AttributeClass?.Name == "GeneratedRegexAttribute" && attribute.ConstructorArguments is [{ Value: string text }, ..])
                return Create(text, attribute.ConstructorArguments.Skip(1).Select(argument => argument.Value).OfType<int>().FirstOrDefault());
        }

        return null;
    }

    /// <summary>Null where that cannot be told.</summary>
    public bool? IsMatch(OriginPattern pattern, string origin)
    {
        Seen.Add(pattern.Text);
        if (!_compiled.TryGetValue(pattern, out var regex))
            _compiled.Add(pattern, regex = Compile(pattern));

        try
        {
            return regex?.IsMatch(origin);
        }
        catch (RegexMatchTimeoutException)
        {
            _compiled[pattern] = null;
            return null;
        }
    }

    private static Regex? Compile(OriginPattern pattern)
    {
        try
        {
            return pattern.Text.Length > MaxLength ? null : new Regex(pattern.Text, pattern.Options, s_limit);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
