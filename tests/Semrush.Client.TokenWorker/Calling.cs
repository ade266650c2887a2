using System.Globalization;

namespace Semrush.Client.TokenWorker;

/// <summary>Calls at the full rate of its part of the limit of the account.</summary>
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
        // The first call opens the connection and compiles the code.
        await semrush.MapRankTracker.GetUserLimitsAsync();
        await Task.WhenAll(Enumerable.Range(1, count - 1).Select(_ => semrush.MapRankTracker.GetUserLimitsAsync()));
        Console.WriteLine(count.ToString(CultureInfo.InvariantCulture));
        return 0;
    }
}
