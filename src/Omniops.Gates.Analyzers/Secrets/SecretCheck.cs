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
    /// <summary>No token is shorter. Words of people's texts are, so that those are passed over without looking at their letters twice.</summary>
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
                    CheckBytes(context, bytes);
                break;
        }
    }

    private void CheckComposed(OperationAnalysisContext context)
    {
        var operation = context.Operation;
        if (operation.Type?.SpecialType != SpecialType.System_String && operation is not IInterpolatedStringOperation || LiteralText.IsPiece(operation))
            return;

        if (operation.ConstantValue is { HasValue: true, Value: string text })
            CheckText(context, text);
        else if (LiteralText.WithHoles(operation) is { } composed && CredentialJudge.Judge("", composed) is var (kind, judgement))
            _findings.Report(context, kind, judgement, RecipientWalk.Of(operation, context.ContainingSymbol), composed);
    }

    private void CheckText(OperationAnalysisContext context, string text)
    {
        if (HasLongWord(text) && FindTokens(context, text))
            return;

        var recipient = RecipientWalk.Of(context.Operation, context.ContainingSymbol);
        if (recipient.Kind != RecipientKind.Named)
            CheckKey(context, recipient, text);
        else if (AuthorizationHeader.Is(recipient.Name))
            CheckHeader(context, recipient, text);
        else if (recipient.Name.Length > 0 || ConnectionMarks(text))
            Judge(context, recipient, text);
    }

    private void Judge(OperationAnalysisContext context, Recipient recipient, string text)
    {
        var (kind, judgement) = CredentialJudge.Judge(recipient.QualifiedName, text);
        _findings.Report(context, kind, judgement, recipient, text);
    }

    private void CheckKey(OperationAnalysisContext context, Recipient recipient, string text)
    {
        if (recipient.Kind == RecipientKind.AuthorizationHeader)
            CheckHeader(context, recipient, $"{recipient.Scheme} {text}");
        else if (!Placeholder.Is(text))
            _findings.Report(context, SecretKind.CryptoKey, CryptoUse.Judge(recipient.Kind), recipient, text);
    }

    private void CheckHeader(OperationAnalysisContext context, Recipient recipient, string text)
    {
        var (kind, judgement) = AuthorizationHeader.Judge(text);
        _findings.Report(context, kind, judgement, recipient, text);
    }

    private void CheckBytes(OperationAnalysisContext context, string bytes)
    {
        var recipient = RecipientWalk.Of(context.Operation, context.ContainingSymbol);
        if (recipient.Kind is RecipientKind.CryptoKey or RecipientKind.InitializationVector)
            _findings.Report(context, SecretKind.CryptoKey, CryptoUse.Judge(recipient.Kind), recipient, bytes);
        else if (recipient.Name.Length > 0)
            _findings.Report(context, SecretKind.CryptoKey, CredentialJudge.Judge(recipient.QualifiedName, bytes).Judgement, recipient, bytes);
    }

    /// <summary>A constant whose own name says nothing is judged where it is used as a credential.</summary>
    private void CheckUse(OperationAnalysisContext context, ISymbol constant, ITypeSymbol type)
    {
        if (type.SpecialType != SpecialType.System_String && !ByteText.IsBytes(type) || LiteralText.IsPiece(context.Operation))
            return;

        var recipient = RecipientWalk.Of(context.Operation, context.ContainingSymbol);
        var isCrypto = recipient.Kind is RecipientKind.CryptoKey or RecipientKind.InitializationVector;
        if (!isCrypto && CredentialName.Classify(recipient.QualifiedName) == NameStrength.None && !AuthorizationHeader.Is(recipient.Name))
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

    /// <summary>Whether the text holds what a token needs: as many characters in a row as the shortest of them.</summary>
    private static bool HasLongWord(string text)
    {
        for (var end = MinToken - 1; end < text.Length; end += MinToken)
        {
            var start = end;
            while (start > end - MinToken && start >= 0 && text[start] > ' ')
                start--;

            // The run may begin behind the last place that was looked at and reach over this one.
            var last = end;
            while (text[end] > ' ' && last + 1 < text.Length && text[last + 1] > ' ' && last - start < MinToken)
                last++;

            if (last - start >= MinToken)
                return true;
        }

        return false;
    }

    /// <summary>What every connection string or address has.</summary>
    private static bool ConnectionMarks(string text) =>
        text.Length > 8 && (text.IndexOf('=') > 0 || text.IndexOf("://", StringComparison.Ordinal) > 0);
}
