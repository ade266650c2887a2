using System.Net;

namespace Semrush.Client.Benchmarks.Bulk;

/// <summary>Takes its time, now less and now more, and is unavailable now and then; another server gives the answers.</summary>
internal sealed class UnevenServer(HttpMessageHandler inner, Action answered) : DelegatingHandler(inner)
{
    /// <summary>The mean latency.</summary>
    public static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(300);

    /// <summary>By how much an answer may be earlier or later.</summary>
    public static readonly TimeSpan Scatter = TimeSpan.FromMilliseconds(100);

    private const int Outage = 40;

    private int _requests;

    public int Failures => _requests / Outage;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _requests);
        await Task.Delay(LatencyOf(number), TimeProvider.System, cancellationToken).ConfigureAwait(false);
        if (number % Outage == 0)
            return new(HttpStatusCode.ServiceUnavailable);

        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        answered();
        return response;
    }

    // Scattered, and the same in every run: 37 has no factor in common with 101.
    private static TimeSpan LatencyOf(int number) => Latency + Scatter * (number * 37 % 101 / 50.0 - 1);
}
