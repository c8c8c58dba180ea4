using Omniops.Gates.Engine.Catalogue;

namespace Omniops.Gates.Analyzers.Access;

/// <summary>Why requests of other sites have to be told apart, and what to write.</summary>
internal sealed record TokenNeed(Outcome Outcome, string Problem, string WayOut)
{
    private const string OnAction = "write [ValidateAntiForgeryToken] on it, or add AutoValidateAntiforgeryTokenAttribute to the filters of all controllers";

    /// <summary>Whether the framework would ask for a token there, so that somebody can take it away.</summary>
    public bool IsOfFramework { get; private init; } = true;

    /// <summary>A form can be sent to it.</summary>
    public static TokenNeed Form { get; } = new(Outcome.Fails, "changes state and takes requests that another site sends in the user's name", OnAction);

    /// <summary>No form can be, and of a script the browser asks first.</summary>
    public static TokenNeed Script { get; } = new(
        Outcome.Advised, "changes state, and nothing but the CORS policy keeps scripts of other sites from calling it in the user's name", OnAction);

    public static TokenNeed AnyVerb { get; } = new(
        Outcome.Advised, "takes every verb, and requests that another site sends in the user's name", "write [HttpGet] if it only reads, else [HttpPost, ValidateAntiForgeryToken]");

    /// <summary>An endpoint of an API without a JSON body, which a form can be sent to as well.</summary>
    public static TokenNeed Api { get; } = Form with
    {
        IsOfFramework = false,
        WayOut = "take its values from a JSON body with [FromBody], or call IAntiforgery.ValidateRequestAsync in it",
    };

    /// <summary>A minimal API that reads the form by itself: only parameters are protected.</summary>
    public static TokenNeed FormByHand { get; } = Form with
    {
        IsOfFramework = false,
        WayOut = "take the form as a parameter, for which UseAntiforgery asks for the token, or call IAntiforgery.ValidateRequestAsync in it",
    };
}
