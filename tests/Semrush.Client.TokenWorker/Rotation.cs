using Medallion.Threading.Redis;
using Microsoft.Extensions.Caching.StackExchangeRedis;
using Semrush.Client.Authentication;
using StackExchange.Redis;

namespace Semrush.Client.TokenWorker;

/// <summary>Asks for a token again and again. They expire at once, so that every call renews.</summary>
internal static class Rotation
{
    private static readonly Uri Api = new("https://api.semrush.com/apis/v4/");

    public static async Task<int> RunAsync(string kind, string place, Uri server, int count)
    {
        using var semrush = new SemrushClient(new SemrushClientOptions { ApiKey = "not-sent", BaseAddress = server });
        var flow = new RotatingFlow(semrush);
        var store = await StoreAsync(kind, place);
        await using var tokens = new TokenManager(flow, store, CredentialHosts.Semrush);
        while (flow.Renewals < count)
            await tokens.GetAuthorizationTokenAsync(Api);
        return 0;
    }

    public static async Task<ITokenStore> StoreAsync(string kind, string place)
        => kind == "redis" ? await RedisAsync(place) : new FileTokenStore(new() { Folder = place });

    private static async Task<ITokenStore> RedisAsync(string endpoint)
    {
        var redis = await ConnectionMultiplexer.ConnectAsync(endpoint);
        return new DistributedCacheTokenStore(
            new RedisCache(new RedisCacheOptions { ConnectionMultiplexerFactory = () => Task.FromResult<IConnectionMultiplexer>(redis) }),
            new RedisDistributedSynchronizationProvider(redis.GetDatabase(), options => options.BusyWaitSleepTime(TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(50))));
    }
}
