using System.Globalization;
using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Engine.Integrity;
using Omniops.Gates.Engine.Secrets;
using Omniops.Gates.Inspection.Files;
using Omniops.Gates.Inspection.Repository;

namespace Omniops.Gates.Inspection.Secrets;

/// <summary>Judges one file: OMNI1010 and its kin over its content, OMNI1011 over its name, OMNI9912 where it cannot be read.</summary>
/// <param name="path">Relative to the root, with slashes.</param>
/// <param name="fullPath">Full path.</param>
internal sealed class SecretFile(string path, string fullPath, RepositoryFile file, SecretPlace place, SecretScanOptions options)
{
    private readonly List<Finding> _findings = [];
    private readonly List<PassedOver> _passedOver = [];
    private readonly SecretFileKind? _kind = SecretFileNames.Find(path);
    private readonly bool _isElsewhere = options.Elsewhere.Holds(path);
    private Confidence _surest = Confidence.None;
    private bool _hasPassedOver;
    private bool _isSecretFile;

    /// <summary>What it turned out to be.</summary>
    public FileContent Content { get; private set; } = FileContent.Empty;

    /// <summary>In order of place.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>In order of place.</summary>
    public IReadOnlyList<PassedOver> PassedOver => _passedOver;

    /// <summary>Why there is no finding; null where there may be one, or the file was not read as a whole.</summary>
    public CleanState? State => _surest > Confidence.Low || _isElsewhere || _isSecretFile ? null
        : Content == FileContent.Binary ? CleanState.Binary
        : Content != FileContent.Text && Content != FileContent.Empty ? null
        : _surest == Confidence.Low ? CleanState.Low
        : _hasPassedOver ? CleanState.PassedOver : CleanState.Nothing;

    /// <summary>Reads and judges it; never throws for its state or content.</summary>
    /// <param name="withoutGit">Why nobody knows whether it is tracked; null where that is known.</param>
    public void Judge(ContentReader reader, string? withoutGit, CancellationToken cancellation)
    {
        try
        {
            // Git has compared what it calls unchanged.
            Content = reader.Read(fullPath, window => Judge(window, cancellation), isFile: file.Content is not null);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // A defect of ours: it must neither end the scan nor pass for a clean file.
            Content = FileContent.Problem($"was not judged to its end: {error.GetType().Name}");
        }

        if (Content.IsProblem)
        {
            _findings.Add(Finding.Of(
                IntegrityRules.InputNotRead, new FilePosition(fullPath), path,
                $"'{path}' {Content.Reason}", "check that the file exists and may be read"));
        }

        _isSecretFile |= Content == FileContent.Binary && _kind == SecretFileKind.Store;
        if (_isSecretFile)
            ReportFile(withoutGit);
    }

    private void Judge(TextWindow window, CancellationToken cancellation)
    {
        var secrets = new List<Secret>();
        // A part of a file is no document of its kind: it is read line by line.
        options.Find(window.IsWhole ? path : path + ".txt", window.Text, secret => Add(secrets, window, secret), cancellation);
        foreach (var secret in secrets)
            _surest = secret.Judgement.Confidence > _surest ? secret.Judgement.Confidence : _surest;
        _hasPassedOver |= secrets.Exists(secret => secret.Judgement.Confidence == Confidence.None);
        if (_kind is { } kind)
            _isSecretFile |= !window.IsWhole || SecretFileTracked.HoldsSecrets(kind, window.Text, secrets);
        if (_isElsewhere)
            return;

        var seen = new HashSet<(string Rule, int Start, int Length)>();
        foreach (var secret in secrets)
        {
            // The file as a whole is that key, which OMNI1011 says.
            if (secret.Kind == SecretKind.PrivateKey && _kind == SecretFileKind.PrivateKey && _isSecretFile)
                continue;

            var position = window.PositionOf(fullPath, secret.Start, secret.Length);
            if (secret.Judgement.Confidence == Confidence.None)
                _passedOver.Add(new PassedOver(position, secret.Subject, secret.Judgement.Reason));
            else if (RuleOf(secret) is var rule && seen.Add((rule.Id, secret.Start, secret.Length)))
                Report(rule, secret, position);
        }
    }

    private static void Add(List<Secret> secrets, TextWindow window, Secret secret)
    {
        if (window.Owns(secret.Start))
            secrets.Add(secret);
    }

    private GateRule RuleOf(Secret secret) =>
        SecretFileNames.IsEnvTemplate(path) ? SecretRules.RealValueInTemplate
        : ClientFiles.AreServed(path) || ClientFiles.IsSecretNamedPublic(secret.Subject) ? SecretRules.SecretReachesClient
        : path.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) ? SecretRules.ForCode(secret.Kind)
        : SecretRules.SecretInFile;

    private void Report(GateRule rule, Secret secret, FilePosition position)
    {
        var outcome = SecretPlaces.OutcomeOf(place, secret.Kind, secret.Judgement.Confidence);
        if (outcome == Outcome.Noted && !options.NotesLow)
            return;

        var format = secret.Judgement.Confidence == Confidence.High ? rule.Message : rule.NotProvenMessage ?? rule.Message;
        var message = string.Format(
            CultureInfo.InvariantCulture, format, secret.Subject, secret.Judgement.Reason, SecretAdvice.For(path, secret));
        _findings.Add(new Finding(rule, outcome, message, position, secret.Anchor));
    }

    private void ReportFile(string? withoutGit)
    {
        // The file as a whole; a text is opened at its beginning.
        var position = Content == FileContent.Text ? new FilePosition(fullPath, 1, 1, 1, 1) : new FilePosition(fullPath);
        var seemsHarmless = _kind == SecretFileKind.Values && _surest == Confidence.None;
        _findings.Insert(0, file.IsTracked is { } isTracked
            ? SecretFileTracked.Report(position, path, _kind!.Value, isTracked, place, seemsHarmless)
            : Finding.NotProven(SecretRules.SecretFileTracked, position, path, $"'{path}' holds secrets, and {withoutGit}"));
    }
}
