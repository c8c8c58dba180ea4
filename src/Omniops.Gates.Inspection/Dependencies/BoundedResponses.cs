using NuGet.Protocol;
using NuGet.Protocol.Core.Types;

namespace Omniops.Gates.Inspection.Dependencies;

/// <summary>
/// NuGet's own connection to a source, credentials and proxies included, which ends an answer that is larger than any honest one, and is
/// not told to wait.
/// </summary>
/// <param name="maxBytes">What all answers together may have. NuGet reads an answer into memory as a whole.</param>
internal sealed class BoundedResponses(long maxBytes)
    : ResourceProvider(typeof(HttpHandlerResource), nameof(BoundedResponses), before: nameof(HttpHandlerResourceV3Provider))
{
    private readonly HttpHandlerResourceV3Provider _own = new();
    private readonly long _maxBytes = maxBytes;
    private long _left = maxBytes;

    /// <summary>What the source did last instead of answering; null for nothing. NuGet tries again, and time may end before it gives up.</summary>
    public Exception? Trouble { get; private set; }

    /// <inheritdoc />
    public override async Task<Tuple<bool, INuGetResource?>> TryCreate(SourceRepository source, CancellationToken token)
    {
        var created = await _own.TryCreate(source, token);
        return created.Item2 is HttpHandlerResource own
            ? new(true, new HttpHandlerResourceV3(own.ClientHandler, new Handler(this, own.MessageHandler)))
            : created;
    }

    private sealed class Handler(BoundedResponses bound, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await SendAsync(request, bound, cancellationToken);
            // NuGet waits for an hour where it is told to.
            response.Headers.RetryAfter = null;
            var content = new StreamContent(new BoundedStream(bound, await response.Content.ReadAsStreamAsync(cancellationToken)));
            foreach (var header in response.Content.Headers)
                content.Headers.TryAddWithoutValidation(header.Key, header.Value);
            response.Content = content;
            return response;
        }

        private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, BoundedResponses bound, CancellationToken cancellationToken)
        {
            try
            {
                var response = await base.SendAsync(request, cancellationToken);
                if (!response.IsSuccessStatusCode)
                    bound.Trouble = new HttpRequestException(message: null, inner: null, response.StatusCode);
                return response;
            }
            catch (HttpRequestException error)
            {
                bound.Trouble = error;
                throw;
            }
        }
    }

    private sealed class BoundedStream(BoundedResponses bound, Stream inner) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Count(inner.Read(buffer, offset, count));

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Count(await inner.ReadAsync(buffer, cancellationToken));

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override void Flush() => inner.Flush();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }

        private int Count(int read) => Interlocked.Add(ref bound._left, -read) >= 0
            ? read
            : throw new AdvisoryFeedException($"sent more than {bound._maxBytes / (1024 * 1024)} MB");
    }
}
