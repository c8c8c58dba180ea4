namespace Omniops.Gates.Inspection.Dependencies;

/// <summary>What is wrong with an answer of a source, in words that can be shown.</summary>
/// <param name="message">The end of a sentence that begins with the source.</param>
internal sealed class AdvisoryFeedException(string message) : Exception(message);
