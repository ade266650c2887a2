using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace Semrush.Client.TokenWorker;

/// <summary>One process of a fleet: it calls as often as the shared limit permits, and prints how many calls succeeded and failed.</summary>
internal static class Fleet
{
    public static async Task<int> RunAsync(string endpoint, Uri server, string key, int tasks)
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(endpoint);
        var services = new ServiceCollection();
        services.AddSemrush(options => (options.ApiKey, options.BaseAddress) = (key, server)).UseRedis(redis);
        await using var provider = services.BuildServiceProvider();
        var semrush = provider.GetRequiredService<SemrushClient>();
        using var end = new CancellationTokenSource();
        var (succeeded, failed) = (0, 0);
        var calls = Enumerable.Range(0, tasks).Select(_ => CallAsync()).ToList();

        Console.WriteLine("started");
        while (await Console.In.ReadLineAsync() is { } command)
        {
            await semrush.MapRankTracker.CollectCampaignAsync(command.Split(' ')[1]);
            Console.WriteLine("collected");
        }

        await end.CancelAsync();
        await Task.WhenAll(calls);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{succeeded} {failed}"));
        return 0;

        async Task CallAsync()
        {
            while (!end.IsCancellationRequested)
                try
                {
                    await semrush.MapRankTracker.GetUserLimitsAsync(cancellationToken: end.Token);
                    Interlocked.Increment(ref succeeded);
                }
                catch (OperationCanceledException)
                {
                }
                catch (SemrushApiException exception)
                {
                    Interlocked.Increment(ref failed);
                    await Console.Error.WriteLineAsync(exception.Message);
                }
        }
    }
}
