using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Omniops.Gates.Engine.Access;

namespace Omniops.Gates.CodeFixes.Access;

/// <summary>OMNI6001, the other answer: says that everybody may.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(EndpointOpenFix)), Shared]
public sealed class EndpointOpenFix : EndpointFix
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(AccessRules.EndpointUndecided.Id);

    private protected override string Title => "Allow everybody";

    private protected override string Method => "AllowAnonymous";

    private protected override string MethodType => KnownTypes.AuthorizationEndpointExtensions;

    private protected override string Attribute => "AllowAnonymous";
}
