using System.Net;

namespace Semrush.Client.Benchmarks.Limiting;

/// <summary>Answers 429 to whoever starts more requests within a second than are permitted, whichever second one looks at; another server answers the rest.</summary>
internal sealed class StrictServer(int perSecond, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Queue<long> _starts = new();

    public int Permitted { get; private set; }

    public int Refused { get; private set; }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        => IsPermitted() ? base.SendAsync(request, cancellationToken) : Task.FromResult(new HttpResponseMessage(HttpStatusCode.TooManyRequests));

    private bool IsPermitted()
    {
        lock (_gate)
        {
            var now = TimeProvider.System.GetTimestamp();
            while (_starts.TryPeek(out var start) && TimeProvider.System.GetElapsedTime(start, now) >= Second)
                _starts.Dequeue();
            if (_starts.Count >= perSecond)
            {
                Refused++;
                return false;
            }

            _starts.Enqueue(now);
            Permitted++;
            return true;
        }
    }
}
