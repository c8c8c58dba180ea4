namespace Omniops.Gates.Analyzers.Input;

/// <summary>Where the rules of a model are written.</summary>
internal enum ModelRuleKind
{
    None,

    /// <summary>On its properties, or in the model itself. Source: System.ComponentModel.DataAnnotations.</summary>
    Annotations,

    /// <summary>In a class of FluentValidation.</summary>
    Validator,
}
