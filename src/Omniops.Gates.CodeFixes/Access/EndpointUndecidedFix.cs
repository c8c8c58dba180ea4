using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Omniops.Gates.Engine.Access;

namespace Omniops.Gates.CodeFixes.Access;

/// <summary>OMNI6001: asks for authorization, which is the closed answer.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(EndpointUndecidedFix)), Shared]
public sealed class EndpointUndecidedFix : EndpointFix
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(AccessRules.EndpointUndecided.Id);

    private protected override string Title => "Require authorization";

    private protected override string Method => "RequireAuthorization";

    private protected override string MethodType => KnownTypes.AuthorizationEndpointExtensions;

    private protected override string Attribute => "Authorize";
}
