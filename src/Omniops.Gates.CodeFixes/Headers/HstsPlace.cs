using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Omniops.Gates.CodeFixes.Headers;

/// <summary>Where the call that sends HSTS belongs.</summary>
/// <param name="NeedsCondition">Whether the condition on the environment has to be written too.</param>
internal sealed record HstsPlace(InsertionPlace Place, bool NeedsCondition)
{
    /// <summary>The first place from there on that no middleware comes before; null where the text has none.</summary>
    public static HstsPlace? Find(PipelineBody body, InsertionPlace from)
    {
        foreach (var statement in body.Following(from))
        {
            if (InBlock(body, statement) is { } place)
                return new HstsPlace(place, NeedsCondition: false);

            if (!body.LeavesPipelineAlone(statement))
                break;
        }

        return from.IsFree && body.Environment is not null ? new HstsPlace(from, NeedsCondition: true) : null;
    }

    private static InsertionPlace? InBlock(PipelineBody body, StatementSyntax statement)
    {
        // A directive in its midst could leave out the block or its brace.
        if (statement.ContainsDirectives || InsertionPlace.After(statement).IsConditional
            || body.BlockOutsideDevelopment(statement) is not { } block)
        {
            return null;
        }

        // As in the project templates. An error page is written by a fresh run of the pipeline behind the handler.
        var place = block.Statements.Count > 0 && body.HandlesExceptions(block.Statements[0])
            ? InsertionPlace.After(block.Statements[0])
            : InsertionPlace.Within(block);
        return place.IsFree ? place : null;
    }
}
