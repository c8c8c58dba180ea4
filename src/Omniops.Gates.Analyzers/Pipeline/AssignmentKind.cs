namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>
/// How code sets the environment, in the order in which one overrides another. Tried with ASP.NET Core 10.0.12: options win over
/// arguments, <c>UseEnvironment</c> over arguments, and the property of a built environment over all.
/// </summary>
internal enum AssignmentKind
{
    /// <summary><c>Environment.SetEnvironmentVariable</c>, for every host that is created afterwards.</summary>
    Variable,

    /// <summary><c>--environment</c> among the arguments that a host is created with.</summary>
    Arguments,

    /// <summary><c>WebApplicationOptions.EnvironmentName</c>.</summary>
    Options,

    /// <summary><c>UseEnvironment</c>, <c>UseSetting</c> and the host's configuration, which take effect when the host is built.</summary>
    Host,

    /// <summary><c>IHostEnvironment.EnvironmentName</c>.</summary>
    Property,
}
