using System.Threading.RateLimiting;
using Medallion.Threading.Redis;
using Microsoft.Extensions.Caching.StackExchangeRedis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Semrush.Client.Authentication;
using StackExchange.Redis;

namespace Semrush.Client;

/// <summary>Shares the rate limit and the tokens of a registered client with other processes.</summary>
public static class SemrushRedisBuilderExtensions
{
    /// <summary>Shares the rate limit and the tokens of each account with all processes that use the same Redis server.</summary>
    /// <param name="builder">The builder of the client.</param>
    /// <param name="connection">The connection to Redis, which is not disposed.</param>
    /// <param name="configure">Changes the settings.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">A setting is not valid; the message names it.</exception>
    public static SemrushBuilder UseRedis(
        this SemrushBuilder builder, IConnectionMultiplexer connection, Action<SemrushRedisOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return builder.UseRedis(_ => connection, configure);
    }

    /// <summary>Shares the rate limit and the tokens of each account with all processes that use the same Redis server.</summary>
    /// <param name="builder">The builder of the client.</param>
    /// <param name="connection">Returns the connection to Redis, such as one of the services. It is called at the first use.</param>
    /// <param name="configure">Changes the settings.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">A setting is not valid; the message names it.</exception>
    public static SemrushBuilder UseRedis(
        this SemrushBuilder builder,
        Func<IServiceProvider, IConnectionMultiplexer> connection,
        Action<SemrushRedisOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(connection);
        var options = new SemrushRedisOptions();
        configure?.Invoke(options);
        options.Validated();
        builder.Services.AddKeyedSingleton(builder.Name, (services, _) => new Limiters(
            scope => new RedisRateLimiter(connection(services), scope, options, services.GetService<ILoggerFactory>())));
        builder.Services.AddOptions<SemrushClientOptions>(builder.Name).Configure<IServiceProvider>(
            (client, services) => client.UseRateLimiter(services.GetRequiredKeyedService<Limiters>(builder.Name).Create));
        return builder.UseTokenStore(services =>
        {
            var redis = connection(services);
            return new DistributedCacheTokenStore(
                new RedisCache(new RedisCacheOptions { ConnectionMultiplexerFactory = () => Task.FromResult(redis) }),
                new RedisDistributedSynchronizationProvider(redis.GetDatabase()),
                options.TokenProtector);
        });
    }

    // One for all settings of a client, so that its accounts have one limiter each.
    private sealed record Limiters(Func<RateLimitScope, RateLimiter> Create);
}
