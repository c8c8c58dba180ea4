namespace Omniops.Gates.Engine.Secrets.Tokens;

/// <summary>Finds provider tokens and private keys in any text by their form.</summary>
public static class TokenScanner
{
    /// <summary>Reports everything in <paramref name="text"/> that has the form of a known token, in order of place.</summary>
    public static void Find(string text, Action<Secret> report, CancellationToken cancellation = default)
    {
    }
}
