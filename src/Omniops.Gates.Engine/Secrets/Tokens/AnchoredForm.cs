namespace Omniops.Gates.Engine.Secrets.Tokens;

/// <summary>One form of a format with one of its anchors.</summary>
internal sealed record AnchoredForm(TokenFormat Format, string Anchor, TokenForm Form);
