using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Settings;

/// <summary>What values that are read from configuration hold in production, as the settings files say.</summary>
internal sealed class ConfiguredValues(ConfigurationKeys keys, SettingsFiles settings)
{
    /// <summary>The text of a value, empty where no file or more than one says it; null for one that is not read from configuration.</summary>
    public string? Of(IOperation value, CancellationToken cancellation)
    {
        var found = value switch
        {
            IPropertyReferenceOperation { Property.IsIndexer: false } member when keys.OfMember(member, cancellation) is { Count: > 0 } bound => bound,
            IPropertyReferenceOperation or IInvocationOperation or IConditionalAccessOperation => keys.Of(value, cancellation),
            _ => [],
        };
        return found is [{ Length: > 0 } key] ? At(key, cancellation) ?? "" : null;
    }

    /// <summary>The text of a property of the options that a call binds to a section; null where no file says it.</summary>
    public string? Of(IInvocationOperation binding, string property, CancellationToken cancellation) =>
        keys.SectionsOf(binding, cancellation) is [{ Length: > 0 } section] ? At($"{section}:{property}", cancellation) : null;

    /// <summary>What the settings files hold below the section that a call is handed, by keys from there; null where that is not known.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Below(IInvocationOperation call, CancellationToken cancellation) =>
        keys.SectionsOf(call, cancellation) is [{ Length: > 0 } section] ? settings.Below(section, cancellation) : null;

    private string? At(string key, CancellationToken cancellation) => settings.Find(key, cancellation) is [{ Length: > 0 } text] ? text : null;
}
