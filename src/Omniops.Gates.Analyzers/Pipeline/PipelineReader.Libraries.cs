using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <content>Methods of referenced projects, of which is known what they do.</content>
internal sealed partial class PipelineReader
{
    private void Import(IReadOnlyList<LibraryFact> facts, ISymbol symbol, IInvocationOperation call, PipelineScope scope, PipelineCall? host)
    {
        var library = $"'{symbol.Name}' of {symbol.ContainingAssembly.Name}";
        foreach (var fact in facts)
        {
            var within = fact.Within(scope, call.Syntax, library);
            switch (fact.Kind)
            {
                case LibraryFactKind.Gap:
                    Gap(call, within, host, $"{fact.Name} (in {library})");
                    break;
                case LibraryFactKind.Option:
                    var dot = fact.Name.LastIndexOf('.');
                    _facts.Options.Add(new OptionWrite(fact.Name.Substring(0, dot), fact.Name.Substring(dot + 1), null, fact.Method, Site(call, scope), within)
                    {
                        Constant = fact.Value,
                        Operation = call,
                        Library = library,
                    });
                    break;
                default:
                    Import(ListOf(fact.Kind), fact, call, within, host, library);
                    break;
            }
        }
    }

    private void Import(List<PipelineCall> facts, LibraryFact fact, IInvocationOperation call, PipelineScope scope, PipelineCall? host, string library)
    {
        Add(facts, fact.Name, call, scope, host, fact.Value as string);
        var last = facts.Count - 1;
        facts[last] = facts[last] with { Operation = null, Library = library, Caller = call.NameLocation(), IsOnStarting = fact.IsOnStarting, IsAppended = fact.IsAppended };
    }

    private List<PipelineCall> ListOf(LibraryFactKind kind) => kind switch
    {
        LibraryFactKind.Answer => _facts.Answers,
        LibraryFactKind.Endpoint => _facts.Endpoints,
        LibraryFactKind.Header => _facts.Headers,
        LibraryFactKind.Middleware => _facts.Middleware,
        LibraryFactKind.Page => _facts.Pages,
        LibraryFactKind.RemovedHeader => _facts.RemovedHeaders,
        LibraryFactKind.Service => _facts.Services,
        LibraryFactKind.Terminal => _facts.Terminals,
        _ => _facts.Unseen,
    };
}
