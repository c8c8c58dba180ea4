namespace Omniops.Gates.Engine.Seen;

/// <summary>A part of the program that is not known.</summary>
/// <param name="Reason">Why, and what to write so that it is.</param>
public sealed record SeenGap(string Reason, SeenPlace Place);
