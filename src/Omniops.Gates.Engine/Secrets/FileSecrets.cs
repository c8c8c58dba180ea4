namespace Omniops.Gates.Engine.Secrets;

/// <summary>Everything in a file that is a secret, or was taken for one and passed over.</summary>
public static class FileSecrets
{
    /// <summary>Reports in order of place; what is passed over is reported with <see cref="Confidence.None"/>.</summary>
    /// <param name="path">Its name and ending say how the text is read.</param>
    public static void Find(string path, string text, Action<Secret> report, CancellationToken cancellation = default) =>
        Tokens.TokenScanner.Find(text, report, cancellation);
}
