using Omniops.Gates.Engine.Catalogue;

namespace Omniops.Gates.Engine.Secrets;

/// <summary>What a rule says about a place in a settings file, before anybody decides how to show it. Never contains a secret.</summary>
/// <param name="Start">Offset of the place in the text.</param>
/// <param name="Anchor">What it is about, independent of lines.</param>
/// <param name="Arguments">What the rule's message is filled with.</param>
public sealed record SettingsFinding(GateRule Rule, Outcome Outcome, int Start, int Length, string Anchor, IReadOnlyList<string> Arguments);
