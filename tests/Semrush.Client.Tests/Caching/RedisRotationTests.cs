using System.Globalization;
using Medallion.Threading.Redis;
using Microsoft.Extensions.Caching.StackExchangeRedis;
using Semrush.Client.Authentication;
using Semrush.Client.Tests.Authentication.Stores;
using StackExchange.Redis;

namespace Semrush.Client.Tests.Caching;

/// <summary>Reliability 4 for a fleet: against a real Redis server, which <c>.ci/run</c> starts.</summary>
[Collection(nameof(ManyProcesses))]
public sealed class RedisRotationTests
{
    private const string Variable = "SEMRUSH_TEST_REDIS";
    private static readonly int Processes = Counts.Of(few: 4, full: 8);
    private static readonly int RotationsOfEach = Counts.Of(few: 5, full: 25);

    [Fact]
    public async Task Processes_on_one_redis_rotate_and_spend_no_refresh_token_twice()
    {
        var endpoint = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(string.IsNullOrEmpty(endpoint), $"There is no Redis server: {Variable} is not set to its host:port. .ci/run installs and starts one.");
        await using var redis = await ConnectionMultiplexer.ConnectAsync(endpoint);
        await using var server = new RotatingServer();
        var store = new DistributedCacheTokenStore(
            new RedisCache(new RedisCacheOptions { ConnectionMultiplexerFactory = () => Task.FromResult<IConnectionMultiplexer>(redis) }),
            new RedisDistributedSynchronizationProvider(redis.GetDatabase()));
        await store.PutAsync("rotation;account=default", new TokenSet("access-0", The.Noon, TimeSpan.FromMilliseconds(1)) { RefreshToken = server.RefreshToken });
        var started = TimeProvider.System.GetTimestamp();

        var workers = Enumerable.Range(0, Processes)
            .Select(_ => Worker.Start("rotate", "redis", endpoint, server.Address.AbsoluteUri, RotationsOfEach.ToString(CultureInfo.InvariantCulture)).EndAsync());

        Assert.All(await Task.WhenAll(workers), worker => Assert.True(worker.Code == 0, worker.Error));
        var duration = TimeProvider.System.GetElapsedTime(started);
        TestContext.Current.SendDiagnosticMessage(
            string.Create(CultureInfo.InvariantCulture, $"{Processes} processes, {server.Rotations} rotations, {server.Faults.Count} reuses, {duration.TotalSeconds:F1} s"));
        Assert.Empty(server.Faults);
        Assert.Equal(Processes * RotationsOfEach, server.Rotations);
        Assert.Equal(server.RefreshToken, (await store.ReadAsync("rotation;account=default", The.Token))!.RefreshToken);
        await store.PutAsync("rotation;account=default", null);
    }
}
