using System.Globalization;

namespace Semrush.Client.TokenWorker;

/// <summary>Calls as often as it may, with a part of what the account may do. A refused call ends it.</summary>
internal static class Calling
{
    public static async Task<int> RunAsync(Uri server, string key, int count, int part)
    {
        using var semrush = new SemrushClient(new()
        {
            ApiKey = key,
            BaseAddress = server,
            AllowLoopbackHttp = true,
            Retry = { MaxRetries = 0 },
            RateLimit = { RequestsPerSecond = part, ConcurrentRequests = part },
        });
        await Task.WhenAll(Enumerable.Range(0, count).Select(_ => semrush.MapRankTracker.GetUserLimitsAsync()));
        Console.WriteLine(count.ToString(CultureInfo.InvariantCulture));
        return 0;
    }
}
