using System.Globalization;

namespace Semrush.Client.TokenWorker;

/// <summary>Calls as often as it may, with a part of what the account may do.</summary>
internal static class Calling
{
    public static async Task<int> RunAsync(Uri server, string key, int count, int part)
    {
        using var semrush = new SemrushClient(new()
        {
            ApiKey = key,
            BaseAddress = server,
            RateLimit = { RequestsPerSecond = part, ConcurrentRequests = part },
        });
        // The first one makes the connection, and has the code compiled.
        await semrush.MapRankTracker.GetUserLimitsAsync();
        await Task.WhenAll(Enumerable.Range(1, count - 1).Select(_ => semrush.MapRankTracker.GetUserLimitsAsync()));
        Console.WriteLine(count.ToString(CultureInfo.InvariantCulture));
        return 0;
    }
}
