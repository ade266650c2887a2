using Medallion.Threading.Redis;
using Microsoft.Extensions.Caching.StackExchangeRedis;
using Semrush.Client.Authentication;
using Semrush.Client.OAuth;
using StackExchange.Redis;

namespace Semrush.Client.TokenWorker;

/// <summary>Gets tokens that expire at once, so that every call refreshes.</summary>
internal static class Rotation
{
    private static readonly Uri Api = new("https://api.semrush.com/apis/v4/");

    public static async Task<int> RunAsync(string kind, string place, Uri server, int count)
    {
        using var semrush = new SemrushClient(new SemrushClientOptions { ApiKey = "not-sent", BaseAddress = server });
        var flow = new RotatingFlow(semrush);
        var store = await StoreAsync(kind, place);
        await using var tokens = new TokenManager(flow, store, CredentialHosts.Semrush);
        while (flow.Refreshes < count)
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

/// <summary>Refreshes at Semrush's documented endpoint. The tokens are valid for a millisecond.</summary>
internal sealed class RotatingFlow(SemrushClient semrush) : ITokenFlow
{
    public string Name => "rotation";

    public int Refreshes { get; private set; }

    public Task<TokenSet> SignInAsync(CancellationToken cancellationToken)
        => throw new InvalidOperationException("The tokens in the store are lost.");

    public async Task<TokenSet?> RenewAsync(TokenSet tokens, CancellationToken cancellationToken)
    {
        var response = await semrush.OAuth.CreateAccessTokenAsync(
            new()
            {
                GrantType = GrantType.RefreshToken,
                ClientId = "worker",
                ClientSecret = "worker",
                RefreshToken = tokens.RefreshToken,
            },
            null, cancellationToken);
        Refreshes++;
        return new(response.AccessToken!, TimeProvider.System.GetUtcNow(), TimeSpan.FromMilliseconds(1)) { RefreshToken = response.RefreshToken };
    }
}
