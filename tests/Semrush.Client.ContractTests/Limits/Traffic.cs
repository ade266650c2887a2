using System.Globalization;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Limits;

/// <summary>What an emulator that enforces limits has seen.</summary>
internal static class Traffic
{
    public static List<(DateTimeOffset Moment, int Status)> Arrivals(this SemrushEmulator emulator) =>
    [
        .. emulator.Server.LogEntries
            .Select(entry => (new DateTimeOffset(entry.RequestMessage!.DateTime), Convert.ToInt32(entry.ResponseMessage!.StatusCode, CultureInfo.InvariantCulture)))
            .Order(),
    ];

    /// <summary>Has everything compiled by calls with another credential, which are then forgotten.</summary>
    public static async Task WarmUpAsync(this SemrushEmulator emulator)
    {
        using var client = emulator.CreateClient(options => (options.ApiKey, options.AccessToken) = (null, emulator.AccessToken));
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: TestContext.Current.CancellationToken)));
        emulator.Reset();
    }
}
