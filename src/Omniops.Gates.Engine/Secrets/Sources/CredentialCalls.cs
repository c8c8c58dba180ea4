namespace Omniops.Gates.Engine.Secrets.Sources;

/// <summary>
/// Calls that take a credential by position. Where a program is compiled, the name of the parameter says it; source code that is only read
/// as
/// text shows neither parameters nor types. Source: the documentation of the classes.
/// </summary>
internal static class CredentialCalls
{
    private const int MaxLook = 200;

    /// <summary>The call, and which of its arguments is the credential.</summary>
    private static readonly Dictionary<string, int> s_arguments = new(StringComparer.Ordinal)
    {
        ["NetworkCredential"] = 1,
        ["PSCredential"] = 1,
        ["DirectoryEntry"] = 2,
        ["SqlCredential"] = 1,
        ["PasswordDeriveBytes"] = 0,
        ["Rfc2898DeriveBytes"] = 0,
        ["SymmetricSecurityKey"] = 0,
        ["UsernamePasswordCredentials"] = 1,
        ["PasswordAuthentication"] = 1,
        ["BasicAWSCredentials"] = 1,
        ["ClientSecretCredential"] = 2,
        ["StorageSharedKeyCredential"] = 1,
        ["AzureKeyCredential"] = 0,
        ["SecretKeySpec"] = 0,
        ["PBEKeySpec"] = 0,
        ["HTTPBasicAuth"] = 1,
        ["UsernamePasswordCredential"] = 1,
        ["getConnection"] = 2,
        ["X509Certificate2"] = 1,
    };

    /// <summary>Whether what stands behind <paramref name="mark"/>, a bracket or comma, is an argument that is a credential.</summary>
    public static bool TakeCredential(string text, int mark)
    {
        var commas = 0;
        var limit = Math.Max(0, mark - MaxLook);
        for (var i = mark; i >= limit; i--)
        {
            switch (text[i])
            {
                case ',':
                    commas++;
                    break;
                case '(':
                    return commas <= 2 && IsCall(text, i, commas);
                // A nested call or the end of another statement: too much to read without a grammar.
                case ')' or ';' or '{' or '}':
                    return false;
            }
        }

        return false;
    }

    private static bool IsCall(string text, int open, int argument)
    {
        var start = open;
        while (start > 0 && open - start < 40 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] == '_'))
            start--;

        return start < open && s_arguments.TryGetValue(text.Substring(start, open - start), out var expected) && expected == argument;
    }
}
