using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Omniops.Gates.CodeFixes.Headers;

/// <summary>What belongs at the beginning of a pipeline: it answers nothing by itself, or writes what every answer needs.</summary>
internal static class FirstMiddleware
{
    /// <summary>In the order of ASP.NET Core's documentation these come before the redirection to https.</summary>
    private static readonly string[] s_names =
    [
        "UseDatabaseErrorPage", "UseDeveloperExceptionPage", "UseExceptionHandler", "UseForwardedHeaders", "UseHsts", "UseHttpLogging",
        "UseMigrationsEndPoint", "UseSecurityHeaders", "UseStatusCodePages", "UseStatusCodePagesWithReExecute", "UseW3CLogging",
    ];

    /// <summary>The place behind all of them, before the first middleware that is none; null where no line is free there.</summary>
    public static InsertionPlace? After(PipelineBody body, InsertionPlace start)
    {
        var place = start;
        foreach (var statement in body.Following(start))
        {
            if (IsFirst(body, statement))
                place = InsertionPlace.After(statement);
            else if (!body.LeavesPipelineAlone(statement))
                break;
        }

        return place.IsFree ? place : start.IsFree ? start : null;
    }

    /// <summary>Whether all middleware that the statement adds is such.</summary>
    public static bool IsFirst(PipelineBody body, StatementSyntax statement) => statement switch
    {
        IfStatementSyntax choice => IsAboutDevelopment(body, choice.Condition) && IsFirst(body, choice.Statement)
            && (choice.Else is null || IsFirst(body, choice.Else.Statement)),
        BlockSyntax block => block.Statements.Count > 0 && block.Statements.All(inner => IsFirst(body, inner)),
        _ => body.CalledBy(statement) is { } method
            && (Array.IndexOf(s_names, method.Name) >= 0 || StartingHeaders.IsWrittenBy(statement, method)),
    };

    private static bool IsAboutDevelopment(PipelineBody body, ExpressionSyntax condition) =>
        body.IsDevelopment(condition is PrefixUnaryExpressionSyntax not ? not.Operand : condition);
}
