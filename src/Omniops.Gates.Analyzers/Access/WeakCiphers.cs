using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Transport;

namespace Omniops.Gates.Analyzers.Access;

/// <summary>
/// Ciphers, modes, signatures and key lengths that can be broken. Source: NIST SP 800-131A and 800-57; rules CA5350, CA5351, CA5358, CA5384
/// and CA5385.
/// </summary>
internal sealed class WeakCiphers(TransportFindings findings, ValueChoices choices, ValueUses uses)
{
    private const int MinRsaBits = 2048;

    /// <summary>What RSACryptoServiceProvider makes by itself, on every platform (measured on .NET 10).</summary>
    private const int DefaultRsaBits = 1024;
    private const int MinCurveBits = 224;
    private const string Cryptography = "System.Security.Cryptography";
    private const string Breakable = "can be broken";
    private const string UseAes = "use AesGcm, or Aes with a mode that is not ECB";
    private const string UseRsa = "use RSA with 2048 bits or more, or ECDsa";

    private static readonly string[] s_ciphers = ["DES", "TripleDES", "RC2"];

    /// <summary>Of Bouncy Castle.</summary>
    private static readonly string[] s_engines =
    [
        "DesEngine", "DesEdeEngine", "RC2Engine", "RC4Engine", "BlowfishEngine", "IdeaEngine", "Cast5Engine", "TeaEngine", "XteaEngine",
        "SkipjackEngine",
    ];

    /// <summary>Names of the algorithms of tokens, as SecurityAlgorithms has them. Source: RFC 7518; XML Signature.</summary>
    private static readonly string[] s_tokenAlgorithms =
        ["none", "#hmac-sha1", "#rsa-sha1", "#dsa-sha1", "#hmac-md5", "#rsa-md5", "#tripledes-cbc", "#des-cbc", "RSA1_5"];

    public void Check(OperationAnalysisContext context, IInvocationOperation call)
    {
        var method = call.TargetMethod;
        switch (method.Name)
        {
            case "Create" or "CreateFromName" when IsCryptography(method.ContainingType):
                CheckFactory(context, call, method);
                break;
            case "EncryptEcb" or "TryEncryptEcb" when IsA(method.ContainingType, "SymmetricAlgorithm"):
                Report(
                    context, call, call.NameLocation(), method.Name, "shows which blocks are equal",
                    "use AesGcm, or EncryptCbc with a new vector each time");
                break;
            case "SignData" or "SignHash" or "TrySignData" or "TrySignHash" when IsA(method.ContainingType, "AsymmetricAlgorithm"):
                CheckHash(context, call, call.Arguments, "lets signatures be forged", "use HashAlgorithmName.SHA256");
                break;
            case "VerifyData" or "VerifyHash" when IsA(method.ContainingType, "AsymmetricAlgorithm"):
                CheckHash(
                    context, call, call.Arguments, "believes signatures that can be forged",
                    "ask for HashAlgorithmName.SHA256, and believe older ones only of what you have already", isForOld: true);
                break;
            case "Encrypt" or "TryEncrypt" or "Decrypt" or "TryDecrypt" when IsA(method.ContainingType, "RSA"):
                CheckPadding(context, call, isMinor: method.Name.EndsWith("Decrypt", StringComparison.Ordinal));
                break;
            case "CreateFromFriendlyName" when method.ContainingType.Name == "ECCurve" && IsCryptography(method.ContainingType):
                if (call.Arguments is [{ Value.ConstantValue: { HasValue: true, Value: string curve } }] && IsShort(curve))
                    Report(context, call, call.Syntax.GetLocation(), curve, Breakable, "use nistP256 or a longer curve");
                break;
        }
    }

    private void CheckFactory(OperationAnalysisContext context, IInvocationOperation call, IMethodSymbol method)
    {
        if (call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name is "algName" or "name" or "algorithm") is { } named
            && named.Value.Unwrapped().ConstantValue is { HasValue: true, Value: string name })
        {
            if (CipherNamed(name) is { } cipher)
                Report(context, call, named.Syntax.GetLocation(), name, Breakable, cipher == "DSA" ? UseRsa : UseAes);
            return;
        }

        if (WeakBase(method.ContainingType) is { } weak)
            Report(context, call, call.Syntax.GetLocation(), call.Syntax.OneLine(), Breakable, weak == "DSA" ? UseRsa : UseAes);
        else if (method.ContainingType.Name == "RSA")
            CheckBits(context, call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == "keySizeInBits")?.Value);
    }

    public void Check(OperationAnalysisContext context, IObjectCreationOperation creation)
    {
        if (creation.Type is not INamedTypeSymbol type)
            return;

        if (type.Name.EndsWith("Engine", StringComparison.Ordinal))
        {
            if (Array.IndexOf(s_engines, type.Name) >= 0 && type.ContainingNamespace.ToDisplayString() == "Org.BouncyCastle.Crypto.Engines")
                Report(context, creation, creation.NameLocation(), type.Name, Breakable, "use AesEngine");
        }
        else if (type.Name is "SigningCredentials" or "X509SigningCredentials" or "EncryptingCredentials")
        {
            CheckCredentials(context, creation, type);
        }
        else if (type.Name == "NoneAlgorithm" && type.ContainingNamespace.ToDisplayString() == "JWT.Algorithms")
        {
            Report(context, creation, creation.NameLocation(), type.Name, "signs nothing", "use RS256Algorithm or HMACSHA256Algorithm");
        }
        else if (type.Name == "CertificateRequest")
        {
            if (type.ContainingNamespace.ToDisplayString() == Cryptography + ".X509Certificates")
                CheckHash(context, creation, creation.Arguments, "lets certificates be forged", "use HashAlgorithmName.SHA256");
        }
        else if (IsCryptography(type))
        {
            if (WeakBase(type) is { } weak)
                Report(context, creation, creation.NameLocation(), type.Name, Breakable, weak == "DSA" ? UseRsa : UseAes);
            else if (type.Name == "RSACryptoServiceProvider" && creation.Arguments.IsEmpty)
                CheckDefault(context, creation);
            else if (type.Name is "RSACryptoServiceProvider" or "RSACng" or "RSAOpenSsl")
                CheckBits(context, creation.Arguments.FirstOrDefault(one => one.Parameter?.Name is "dwKeySize" or "keySize")?.Value);
        }
    }

    /// <param name="isForOld">Whether what was made with SHA-1 long ago is read here as well; MD5 is forged in a minute.</param>
    private void CheckHash(
        OperationAnalysisContext context, IOperation place, ImmutableArray<IArgumentOperation> arguments, string what, string instead,
        bool isForOld = false)
    {
        foreach (var argument in arguments)
        {
            if (argument.Parameter?.Type is { Name: "HashAlgorithmName" } or { SpecialType: SpecialType.System_String or SpecialType.System_Object }
                && choices.Of(argument.Value, context.CancellationToken).Select(WeakHashName).FirstOrDefault(weak => weak is not null) is { } name)
            {
                findings.Report(
                    context, place, [], argument.Syntax.GetLocation(), [name, what, instead], isMinor: isForOld && name == "SHA1");
                return;
            }
        }
    }

    private void CheckPadding(OperationAnalysisContext context, IInvocationOperation call, bool isMinor)
    {
        if (call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name is "padding" or "fOAEP") is { } padding
            && choices.Of(padding.Value, context.CancellationToken).Any(IsOldPadding))
        {
            findings.Report(
                context, call, [], padding.Syntax.GetLocation(),
                [padding.Syntax.OneLine(), "lets whoever may ask often enough read what is encrypted", "use RSAEncryptionPadding.OaepSHA256"],
                isMinor);
        }
    }

    private static bool IsOldPadding(IOperation padding) => padding switch
    {
        IPropertyReferenceOperation { Property: { Name: "Pkcs1", ContainingType.Name: "RSAEncryptionPadding" } } => true,
        _ => padding.ConstantValue is { HasValue: true, Value: false },
    };

    private void CheckCredentials(OperationAnalysisContext context, IObjectCreationOperation creation, INamedTypeSymbol type)
    {
        if (type.ContainingNamespace.ToDisplayString() is not ("Microsoft.IdentityModel.Tokens" or "System.IdentityModel.Tokens"))
            return;

        foreach (var argument in creation.Arguments)
        {
            if (argument.Value.Unwrapped().ConstantValue is { HasValue: true, Value: string name }
                && Array.Exists(s_tokenAlgorithms, weak => name.EndsWith(weak, StringComparison.OrdinalIgnoreCase)))
            {
                Report(
                    context, creation, argument.Syntax.GetLocation(), argument.Syntax.OneLine(), "lets tokens be forged or read",
                    "use SecurityAlgorithms.RsaSha256 or HmacSha256");
            }
        }
    }

    public void Check(OperationAnalysisContext context, IPropertyReferenceOperation property)
    {
        if (property.Property is { IsStatic: true, ContainingType: { Name: "NamedCurves", ContainingType.Name: "ECCurve" } type } curve
            && IsCryptography(type) && IsShort(curve.Name) && !Questions.Asks(property))
        {
            Report(context, property, property.Syntax.GetLocation(), curve.Name, Breakable, "use nistP256 or a longer curve");
        }
    }

    public void Check(OperationAnalysisContext context, ISimpleAssignmentOperation assignment, IPropertySymbol property)
    {
        if (property.Name == "Mode" && property.Type.Name == "CipherMode" && IsA(property.ContainingType, "SymmetricAlgorithm"))
        {
            var modes = choices.Of(assignment.Value, context.CancellationToken);
            if (modes.Any(mode => mode is IFieldReferenceOperation { Field.Name: "ECB" }))
            {
                Report(
                    context, assignment, assignment.Value.Syntax.GetLocation(), assignment.Syntax.OneLine(), "shows which blocks are equal",
                    "use AesGcm, or CipherMode.CBC with a new vector each time");
            }
        }
        else if (property.Name == "KeySize"
            && assignment.Target is IPropertyReferenceOperation { Instance.Type: { } owner } && IsA(owner, "RSA"))
        {
            CheckBits(context, assignment.Value);
        }
    }

    /// <summary>A provider that is given no length makes a short key, unless it is given one.</summary>
    private void CheckDefault(OperationAnalysisContext context, IObjectCreationOperation creation)
    {
        if (creation.Initializer is null && uses.Of(creation, context.CancellationToken).All(IsOwnKey))
        {
            Report(context, creation, creation.Syntax.GetLocation(), $"RSA with {DefaultRsaBits.ToString(CultureInfo.InvariantCulture)} bits", Breakable,
                "use RSA.Create(2048)");
        }
    }

    /// <summary>Whether the provider is used there with the key that it made: nobody else is handed it, and it is given no other.</summary>
    private static bool IsOwnKey(IOperation provider) =>
        provider.Parent is IExpressionStatementOperation or IMemberReferenceOperation { Member.Name: not "KeySize" }
        || provider.Parent is IInvocationOperation call && call.Instance == provider
            && !call.TargetMethod.Name.StartsWith("Import", StringComparison.Ordinal) && call.TargetMethod.Name != "FromXmlString";

    private void CheckBits(OperationAnalysisContext context, IOperation? size)
    {
        if (size is null || size.IsImplicit)
            return;

        var bits = choices.SmallestOf(size, context.CancellationToken);
        // A provider that is made for a size of 0 gets its key elsewhere.
        if (bits is > 0 and < MinRsaBits)
        {
            findings.Report(context, size, [], size.Syntax.GetLocation(),
                [$"RSA with {bits.ToString(CultureInfo.InvariantCulture)} bits", Breakable, "use 2048 bits or more"],
                properties: MinRsaBits.ToString(CultureInfo.InvariantCulture));
        }
    }

    private void Report(OperationAnalysisContext context, IOperation place, Location location, string name, string what, string instead) =>
        findings.Report(context, place, [], location, [name, what, instead]);

    /// <summary>The broken algorithm that a type implements.</summary>
    private static string? WeakBase(ITypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (IsCryptography(current) && (current.Name == "DSA" || Array.IndexOf(s_ciphers, current.Name) >= 0))
                return current.Name;
        }

        return null;
    }

    /// <summary>The names of CryptoConfig, with and without the namespace. Source: documentation of CryptoConfig.</summary>
    private static string? CipherNamed(string name)
    {
        var simple = name.StartsWith(Cryptography + ".", StringComparison.Ordinal) ? name.Substring(Cryptography.Length + 1) : name;
        return simple.ToUpperInvariant() switch
        {
            "DES" or "DESCRYPTOSERVICEPROVIDER" => "DES",
            "3DES" or "TRIPLEDES" or "TRIPLE DES" or "TRIPLEDESCRYPTOSERVICEPROVIDER" => "TripleDES",
            "RC2" or "RC2CRYPTOSERVICEPROVIDER" => "RC2",
            "DSA" or "DSACRYPTOSERVICEPROVIDER" => "DSA",
            _ => null,
        };
    }

    private static string? WeakHashName(IOperation value) => value switch
    {
        IPropertyReferenceOperation { Property: { ContainingType.Name: "HashAlgorithmName", Name: "SHA1" or "MD5" } hash } => hash.Name,
        IObjectCreationOperation { Type.Name: "HashAlgorithmName", Arguments: [{ Value.ConstantValue: { Value: "SHA1" or "MD5" } named }] } =>
            (string)named.Value!,
        { ConstantValue: { HasValue: true, Value: "SHA1" or "MD5" } text } => (string)text.Value!,
        _ => null,
    };

    /// <summary>brainpoolP160r1, secp192k1: the number is the length.</summary>
    private static bool IsShort(string curve)
    {
        var digits = new string([.. curve.SkipWhile(character => !char.IsDigit(character)).TakeWhile(char.IsDigit)]);
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var bits) && bits < MinCurveBits;
    }

    internal static bool IsA(ITypeSymbol type, string name)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.Name == name && IsCryptography(current))
                return true;
        }

        return false;
    }

    internal static bool IsCryptography(ITypeSymbol type) =>
        type.ContainingNamespace is { Name: "Cryptography" } space && space.ToDisplayString() == Cryptography;
}
