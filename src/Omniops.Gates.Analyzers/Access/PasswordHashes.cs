using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Analyzers.Transport;
using Omniops.Gates.Engine.Secrets.Credentials;

namespace Omniops.Gates.Analyzers.Access;

/// <summary>
/// How passwords become hashes and keys. A hash made for speed is tried a billion times a second; checksums are left alone. Source: OWASP
/// Password Storage Cheat Sheet; NIST SP 800-132; rules CA5373, CA5379 and CA5387.
/// </summary>
internal sealed class PasswordHashes(TransportFindings findings, ValueChoices choices, FixedBytes bytes, ProgramSources sources)
{
    private const int MinIterations = 100_000;
    private const string Fast = "makes guesses cheap";
    private const string UsePbkdf2 = "use Rfc2898DeriveBytes.Pbkdf2 with 600,000 iterations and HashAlgorithmName.SHA256";
    private const string UseHasher = "use PasswordHasher<TUser>, or Rfc2898DeriveBytes.Pbkdf2 with 600,000 iterations";

    private static readonly string[] s_fast =
    [
        "MD5", "SHA1", "SHA256", "SHA384", "SHA512", "SHA3_256", "SHA3_384", "SHA3_512", "RIPEMD160", "HashAlgorithm",
        "CryptographicOperations", "IncrementalHash",
    ];

    /// <summary>A hash that goes on into a slow one, or asks for known passwords, is no stored password.</summary>
    private static readonly string[] s_excuses =
    [
        "pwned", "breach", "leak", "bcrypt", "argon", "scrypt", "pbkdf", "hashpassword", "rfc2898", "derivekey", "derivebytes",
    ];

    private readonly CredentialFlow _credentials = new(sources);

    public void Check(OperationAnalysisContext context, IInvocationOperation call)
    {
        var method = call.TargetMethod;
        switch (method.Name)
        {
            case "Pbkdf2" when method.ContainingType.Name is "Rfc2898DeriveBytes" && WeakCiphers.IsCryptography(method.ContainingType):
                CheckDerivation(context, call, call.Arguments, isDefaultWeak: false);
                break;
            case "Pbkdf2" when method.ContainingType is { Name: "KeyDerivation" } type
                && type.ContainingNamespace.ToDisplayString() == "Microsoft.AspNetCore.Cryptography.KeyDerivation":
                CheckDerivation(context, call, call.Arguments, isDefaultWeak: false);
                break;
            case "HashData" or "HashDataAsync" or "TryHashData" or "ComputeHash" or "ComputeHashAsync" or "TryComputeHash" or "AppendData"
                when WeakCiphers.IsCryptography(method.ContainingType) && IsFastHash(OwnerOf(call, context.CancellationToken)):
                CheckHash(context, call);
                break;
            case "HashPasswordForStoringInConfigFile":
                Report(context, call, call.NameLocation(), method.Name, Fast, UseHasher);
                break;
        }
    }

    public void Check(OperationAnalysisContext context, IObjectCreationOperation creation)
    {
        if (creation.Type is not INamedTypeSymbol type || !type.Name.EndsWith("DeriveBytes", StringComparison.Ordinal)
            || !WeakCiphers.IsCryptography(type))
        {
            return;
        }

        if (type.Name == "PasswordDeriveBytes")
            Report(context, creation, creation.NameLocation(), type.Name, Fast, UsePbkdf2);
        else if (type.Name == "Rfc2898DeriveBytes")
            CheckDerivation(context, creation, creation.Arguments, isDefaultWeak: true);
    }

    public void Check(OperationAnalysisContext context, ISimpleAssignmentOperation assignment, IPropertySymbol property)
    {
        switch (property.Name)
        {
            case "IterationCount" when property.ContainingType.Name is "PasswordHasherOptions" && IsIdentity(property.ContainingType)
                || property.ContainingType.Name is "Rfc2898DeriveBytes" && WeakCiphers.IsCryptography(property.ContainingType):
                // The hash says how often it was made, so that a larger number leaves those that are stored alone.
                CheckIterations(
                    context, assignment, assignment.Value, assignment.Syntax.OneLine(),
                    isStored: property.ContainingType.Name == "PasswordHasherOptions");
                break;
            case "CompatibilityMode" when property.ContainingType.Name is "PasswordHasherOptions" && IsIdentity(property.ContainingType)
                && choices.Of(assignment.Value, context.CancellationToken)
                    .Any(value => value is IFieldReferenceOperation { Field.Name: "IdentityV2" }):
                Report(context, assignment, assignment.Syntax.GetLocation(), assignment.Syntax.OneLine(),
                    "hashes passwords with SHA-1 and 1,000 iterations", "remove it; hashes of version 2 are still verified");
                break;
        }
    }

    private static bool IsIdentity(ITypeSymbol type) =>
        type.ContainingNamespace.ToDisplayString() == "Microsoft.AspNetCore.Identity";

    private void CheckDerivation(
        OperationAnalysisContext context, IOperation place, IEnumerable<IArgumentOperation> arguments, bool isDefaultWeak)
    {
        var given = arguments.Where(argument => argument.ArgumentKind != ArgumentKind.DefaultValue).ToList();
        var iterations = given.Find(argument => argument.Parameter?.Name is "iterations" or "iterationCount");
        var hash = given.Find(argument => argument.Parameter?.Name is "hashAlgorithm" or "prf");
        if (iterations is null && isDefaultWeak)
        {
            if (!IsSetLater(place, context.CancellationToken))
                Report(context, place, place.NameLocation(), "Rfc2898DeriveBytes", "hashes a password 1,000 times with SHA-1", UsePbkdf2);
            return;
        }

        if (iterations is not null && CheckIterations(context, place, iterations.Value, "Pbkdf2"))
            return;

        if (hash is null ? isDefaultWeak : choices.Of(hash.Value, context.CancellationToken).Any(IsWeakHash))
        {
            Report(context, place, (hash?.Syntax ?? place.Syntax).GetLocation(), hash?.Syntax.OneLine() ?? "Rfc2898DeriveBytes",
                "hashes a password with SHA-1 or MD5", UsePbkdf2);
        }
        else if (given.Find(argument => argument.Parameter?.Name == "salt") is { } salt
            && bytes.Is(salt.Value, context.CancellationToken))
        {
            Report(context, place, salt.Syntax.GetLocation(), salt.Syntax.OneLine(),
                "is the same salt for everybody", "take RandomNumberGenerator.GetBytes(16) for each");
        }
    }

    private bool IsSetLater(IOperation place, CancellationToken cancellation) =>
        place is IObjectCreationOperation creation
        && ObjectWrites.Of(creation, new ValueUses(sources).Of(creation, cancellation)).Any(write => write.Name == "IterationCount");

    private bool CheckIterations(OperationAnalysisContext context, IOperation place, IOperation value, string name, bool isStored = false)
    {
        var count = choices.SmallestOf(value, context.CancellationToken);
        if (count >= MinIterations)
            return false;

        findings.Report(context, place, [], value.Syntax.GetLocation(),
            [
                name, $"hashes a password {count.ToString("N0", CultureInfo.InvariantCulture)} times only",
                "take 600,000 iterations or more",
            ],
            properties: isStored ? "600_000" : null);
        return true;
    }

    private static bool IsWeakHash(IOperation hash) => hash switch
    {
        IPropertyReferenceOperation { Property: { IsStatic: true, Name: "SHA1" or "MD5" } } => true,
        IFieldReferenceOperation { Field.Name: "HMACSHA1" } => true,
        _ => false,
    };

    /// <summary>The hash itself, where a variable is declared as any HashAlgorithm.</summary>
    private ITypeSymbol OwnerOf(IInvocationOperation call, CancellationToken cancellation) =>
        (call.Instance is { } instance ? sources.Values.Origin(instance, cancellation).Type : null) ?? call.TargetMethod.ContainingType;

    private static bool IsFastHash(ITypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            // A key makes it another thing.
            if (current.Name == "KeyedHashAlgorithm")
                return false;
            if (Array.IndexOf(s_fast, current.Name) >= 0 && WeakCiphers.IsCryptography(current))
                return true;
        }

        return false;
    }

    private void CheckHash(OperationAnalysisContext context, IInvocationOperation call)
    {
        var cancellation = context.CancellationToken;
        if (IsOfLength(call))
            return;

        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.RefKind is RefKind.Out || argument.Parameter?.Name is "destination"
                || _credentials.Find(argument.Value, cancellation) is not var (name, strength))
            {
                continue;
            }

            var algorithm = AlgorithmOf(call, cancellation);
            if (strength != NameStrength.Password && algorithm is not ("MD5" or "SHA1") || IsExcused(call, context.ContainingSymbol))
                continue;

            var what = strength == NameStrength.Password
                ? "hashes a password so fast that it can be guessed"
                : "can be broken and keeps no secret";
            Report(
                context, call, call.NameLocation(), $"{algorithm ?? call.TargetMethod.Name}({name})", what,
                strength == NameStrength.Password ? UseHasher : "use SHA256, or HMACSHA256 for a signature");
            return;
        }
    }

    /// <summary>FixedTimeEquals(SHA256.HashData(given), SHA256.HashData(expected)), which wants both of one length and keeps neither.</summary>
    private static bool IsOfLength(IInvocationOperation call)
    {
        IOperation current = call;
        while (current.Parent is IConversionOperation or IArgumentOperation)
            current = current.Parent;
        return current.Parent is IInvocationOperation { TargetMethod: { Name: "FixedTimeEquals", ContainingType.Name: "CryptographicOperations" } } compared
            && compared.Arguments.All(argument => argument.Value.DescendantsAndSelf().Any(part => part is IInvocationOperation { TargetMethod.Name: "HashData" or "ComputeHash" }));
    }

    private string? AlgorithmOf(IInvocationOperation call, CancellationToken cancellation)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Value.Unwrapped() is IPropertyReferenceOperation { Property: { ContainingType.Name: "HashAlgorithmName" } hash })
                return hash.Name;
        }

        var type = OwnerOf(call, cancellation);
        if (call.Instance is { } instance
            && sources.Values.Origin(instance, cancellation) is IInvocationOperation
            {
                TargetMethod.Name: "Create", Arguments: [{ Value: var named }]
            }
            && named.ConstantValue is { HasValue: true, Value: string name })
        {
            return name.ToUpperInvariant().Replace("-", "");
        }

        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (current.Name is "MD5" or "SHA1" or "SHA256" or "SHA384" or "SHA512")
                return current.Name;
        }

        return type.Name is "HashAlgorithm" or "CryptographicOperations" ? null : type.Name;
    }

    private static bool IsExcused(IOperation call, ISymbol member)
    {
        for (var parent = call.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IInvocationOperation { TargetMethod: var outer } && (Excuses(outer.Name) || Excuses(outer.ContainingType.Name))
                || parent is IObjectCreationOperation { Type.Name: var made } && Excuses(made))
            {
                return true;
            }
        }

        return Excuses(member.Name) && member.Name.IndexOf("hash", StringComparison.OrdinalIgnoreCase) < 0
            || Excuses(member.ContainingType?.Name ?? "")
            || Excuses(member.ContainingNamespace?.ToDisplayString() ?? "");
    }

    private static bool Excuses(string name) =>
        Array.Exists(s_excuses, excuse => name.IndexOf(excuse, StringComparison.OrdinalIgnoreCase) >= 0);

    private void Report(OperationAnalysisContext context, IOperation place, Location location, string name, string what, string instead) =>
        findings.Report(context, place, [], location, [name, what, instead]);
}
