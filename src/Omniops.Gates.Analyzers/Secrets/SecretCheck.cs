using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Engine.Secrets;
using Omniops.Gates.Engine.Secrets.Credentials;
using Omniops.Gates.Engine.Secrets.Tokens;

namespace Omniops.Gates.Analyzers.Secrets;

/// <summary>Takes each text in code to the detectors, with the name of what it is given to.</summary>
internal sealed class SecretCheck(GateReporter reporter, Compilation compilation)
{
    /// <summary>Characters of the shortest token.</summary>
    private const int MinToken = 16;

    private readonly SecretFindings _findings = new(reporter, compilation);

    public void Check(OperationAnalysisContext context)
    {
        switch (context.Operation)
        {
            case ILiteralOperation { ConstantValue: { HasValue: true, Value: string { Length: > 1 } text } } literal:
                if (!LiteralText.IsPiece(literal))
                    CheckText(context, text);
                break;

            case ILiteralOperation { ConstantValue: { HasValue: true, Value: int or byte } } number:
                if (ByteText.BeginsCollection(number) is { } collection && ByteText.Of(collection) is { } elements)
                    CheckBytes(context, collection, elements);
                break;

            case IUtf8StringOperation { Value: { Length: > 1 } text }:
                CheckText(context, text);
                break;

            case IInterpolatedStringOperation or IBinaryOperation { OperatorKind: BinaryOperatorKind.Add }:
                CheckComposed(context);
                break;

            case IFieldReferenceOperation { Field: { IsReadOnly: true, IsStatic: true } or { IsConst: true } } reference:
                CheckUse(context, reference.Field, reference.Field.Type);
                break;

            case ILocalReferenceOperation { IsDeclaration: false } reference:
                CheckUse(context, reference.Local, reference.Local.Type);
                break;

            case IArrayCreationOperation { Type: IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte } } array:
                if (ByteText.Of(array) is { } bytes)
                    CheckBytes(context, array, bytes);
                break;
        }
    }

    private void CheckComposed(OperationAnalysisContext context)
    {
        var operation = context.Operation;
        if ((operation is IBinaryOperation sum && !LiteralText.IsSum(sum)) || LiteralText.IsPiece(operation))
            return;

        if (operation.ConstantValue is { HasValue: true, Value: string text })
            CheckText(context, text);
        else if (LiteralText.WithHoles(operation) is { } composed && CredentialJudge.Judge("", composed) is var (kind, judgement))
            _findings.Report(context, operation, kind, judgement, RecipientWalk.Of(operation, context.ContainingSymbol), composed);
    }

    private void CheckText(OperationAnalysisContext context, string text)
    {
        if (text.Length >= MinToken && FindTokens(context, text))
            return;

        var recipient = RecipientWalk.Of(context.Operation, context.ContainingSymbol);
        if (recipient.Kind != RecipientKind.Named)
            CheckKey(context, recipient, text);
        else if (AuthorizationHeader.Is(recipient.Name))
            CheckHeader(context, recipient, text);
        else if (HasConnectionMarks(text) || SpeaksOfCredential(recipient))
            Judge(context, recipient, text);
    }

    private void Judge(OperationAnalysisContext context, Recipient recipient, string text)
    {
        var (kind, judgement) = CredentialJudge.Judge(recipient.QualifiedName, text);
        _findings.Report(context, context.Operation, kind, judgement, recipient, text);
    }

    private void CheckKey(OperationAnalysisContext context, Recipient recipient, string text)
    {
        if (recipient.Kind == RecipientKind.AuthorizationHeader)
            CheckHeader(context, recipient, $"{recipient.Scheme} {(recipient.IsEncoded ? BasicScheme.Encode(text) : text)}");
        else if (!Placeholder.Is(text))
            _findings.Report(context, context.Operation, SecretKind.CryptoKey, CryptoUse.Judge(recipient.Kind), recipient, text);
    }

    private void CheckHeader(OperationAnalysisContext context, Recipient recipient, string text)
    {
        _findings.Report(context, context.Operation, SecretKind.UrlCredential, AuthorizationHeader.Judge(text), recipient, text);
    }

    private void CheckBytes(OperationAnalysisContext context, IOperation literal, string bytes)
    {
        var recipient = RecipientWalk.Of(literal, context.ContainingSymbol);
        if (recipient.Kind is RecipientKind.CryptoKey or RecipientKind.InitializationVector)
            _findings.Report(context, literal, SecretKind.CryptoKey, CryptoUse.Judge(recipient.Kind), recipient, bytes);
        else if (SpeaksOfCredential(recipient))
        {
            var (_, judgement) = CredentialJudge.Judge(recipient.QualifiedName, bytes);
            _findings.Report(context, literal, SecretKind.CryptoKey, judgement, recipient, bytes);
        }
    }

    /// <summary>A constant whose own name says nothing is judged where it is used as a credential.</summary>
    private void CheckUse(OperationAnalysisContext context, ISymbol constant, ITypeSymbol type)
    {
        if (type.SpecialType != SpecialType.System_String && !ByteText.IsBytes(type) || LiteralText.IsPiece(context.Operation))
            return;

        var recipient = RecipientWalk.Of(context.Operation, context.ContainingSymbol);
        var isCrypto = recipient.Kind is RecipientKind.CryptoKey or RecipientKind.InitializationVector;
        if (!isCrypto && !SpeaksOfCredential(recipient) && !AuthorizationHeader.Is(recipient.Name))
            return;

        if (Value(constant, context.CancellationToken) is not { Length: > 1 } text || IsReportedItself(constant, text))
            return;

        if (recipient.Kind != RecipientKind.Named)
            CheckKey(context, recipient, text);
        else if (AuthorizationHeader.Is(recipient.Name))
            CheckHeader(context, recipient, text);
        else
            Judge(context, recipient, text);
    }

    private static bool SpeaksOfCredential(Recipient recipient) => CredentialName.Classify(recipient.QualifiedName) != NameStrength.None;

    private static bool IsReportedItself(ISymbol constant, string text)
    {
        var own = constant is ILocalSymbol ? new Recipient(constant.Name, "") : Recipient.OfMember(constant);
        return CredentialJudge.Judge(own.QualifiedName, text).Judgement.Confidence >= Confidence.Medium;
    }

    /// <summary>The literal that a variable is declared with in this compilation.</summary>
    private static string? Value(ISymbol variable, CancellationToken cancellation)
    {
        if (variable.DeclaringSyntaxReferences.Length == 0)
            return null;

        return variable switch
        {
            IFieldSymbol { HasConstantValue: true, ConstantValue: string text } => text,
            ILocalSymbol { HasConstantValue: true, ConstantValue: string text } => text,
            _ => variable.DeclaringSyntaxReferences[0].GetSyntax(cancellation) is VariableDeclaratorSyntax { Initializer.Value: var value }
                ? LiteralText.OfSyntax(value) ?? ByteText.OfSyntax(value)
                : null,
        };
    }

    private bool FindTokens(OperationAnalysisContext context, string text)
    {
        List<Secret>? found = null;
        TokenScanner.Find(text, secret => (found ??= []).Add(secret), context.CancellationToken);
        if (found is null)
            return false;

        foreach (var secret in found)
            _findings.Report(context, secret);

        return found.Exists(secret => secret.Judgement.Confidence >= Confidence.Medium);
    }

    /// <summary>What every connection string or address has.</summary>
    private static bool HasConnectionMarks(string text) =>
        text.Length > 8 && (text.IndexOf('=') > 0 || text.IndexOf("://", StringComparison.Ordinal) > 0);
}
