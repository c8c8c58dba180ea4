using System.Net.Security;

namespace Omniops.Gates.Conformance.Tests;

/// <summary>A program that serves, or has failed to.</summary>
internal sealed class ProgramServer(ProgramStart start, ServerCertificate certificate) : IDisposable
{
    /// <summary>HSTS is never sent for localhost; the samples serve this one.</summary>
    private const string Host = "api.shop.example.com";

    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        SslOptions = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == certificate.Thumbprint,
        },
    })
    {
        Timeout = TimeSpan.FromSeconds(30),
    };

    /// <summary>What was written while it started.</summary>
    public string Output => string.Join('\n', start.Output);

    /// <summary>Whether it serves.</summary>
    public bool IsServing => start.Ended is { IsCompletedSuccessfully: true, Result: true };

    /// <summary>Asks and waits for the whole answer.</summary>
    public async Task<Answer> AskAsync(Question question, CancellationToken cancellation)
    {
        var address = question.IsSecure ? start.Secure : start.Plain;
        using var request = new HttpRequestMessage(
            question.IsPreflight ? HttpMethod.Options : HttpMethod.Get, new Uri(address!, question.Path));
        request.Headers.Host = $"{Host}:{address!.Port}";
        request.Headers.Add("Accept", "*/*");
        if (question.Origin is { } origin)
            request.Headers.Add("Origin", origin);
        if (question.IsPreflight)
            request.Headers.Add("Access-Control-Request-Method", "GET");
        if (question.IsForwarded)
        {
            request.Headers.Add("X-Forwarded-For", $"{Question.Client}, {Question.OuterProxy}");
            request.Headers.Add("X-Forwarded-Proto", "https, https");
            request.Headers.Add("X-Forwarded-Host", $"{Question.ForwardedHost}, {Question.ForwardedHost}");
        }

        try
        {
            using var response = await _client.SendAsync(request, cancellation);
            var body = await response.Content.ReadAsStringAsync(cancellation);
            var headers = response.Headers.Concat(response.Content.Headers)
                .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
            return new Answer(question, (int)response.StatusCode, headers, body);
        }
        catch (HttpRequestException)
        {
            return new Answer(question, Answer.Lost, new Dictionary<string, string>(), "");
        }
    }

    /// <summary>Asks by http and waits for the beginning of the answer. It stays open until it is disposed of.</summary>
    /// <param name="isCaller">Whether credentials go along, as <c>Shared/caller.txt</c> takes them.</param>
    public async Task<HttpResponseMessage> AskAsync(string verb, string path, bool isCaller, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(new HttpMethod(verb), new Uri(start.Plain!, path));
        if (isCaller)
            request.Headers.Add("X-Caller", "anna");
        return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
    }

    /// <summary>Whether it listens on http or https.</summary>
    public bool Serves(bool isSecure) => (isSecure ? start.Secure : start.Plain) is not null;

    public void Dispose() => _client.Dispose();
}
