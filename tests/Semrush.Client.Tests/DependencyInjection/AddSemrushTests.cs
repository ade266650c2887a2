using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Semrush.Client.Tests.DependencyInjection;

public sealed class AddSemrushTests
{
    private readonly StubHandler _stub = StubHandler.Returning(_ => Response.Payload("map-rank-tracker.get-user-limits").WithHeader("Set-Cookie", "session=canary-cookie"));

    [Fact]
    public void Every_setting_binds_from_configuration()
    {
        var values = new Dictionary<string, string?>
        {
            ["Semrush:ApiKey"] = The.ApiKey,
            ["Semrush:AccessToken"] = The.AccessToken,
            ["Semrush:BaseAddress"] = "http://localhost:9091/base",
            ["Semrush:AttemptTimeout"] = "00:00:07",
            ["Semrush:TotalTimeout"] = "00:01:07",
            ["Semrush:ConnectTimeout"] = "-00:00:00.001",
            ["Semrush:Retry:MaxRetries"] = "5",
            ["Semrush:Retry:Delay"] = "00:00:02",
            ["Semrush:Retry:MaxDelay"] = "00:00:08",
            ["Semrush:Retry:MaxRetryAfter"] = "00:00:09",
            ["Semrush:RateLimit:Enabled"] = "false",
            ["Semrush:RateLimit:RequestsPerSecond"] = "4",
            ["Semrush:RateLimit:ConcurrentRequests"] = "3",
            ["Semrush:RateLimit:MaxWait"] = "00:00:06",
        };
        Type[] settings = [typeof(SemrushClientOptions), typeof(RetryOptions), typeof(RateLimitOptions)];
        // The two that hold the others are no settings themselves.
        Assert.Equal(values.Count + 2, settings.Sum(type => type.GetProperties().Length));
        var services = new ServiceCollection();
        services.AddSemrush(new ConfigurationBuilder().AddInMemoryCollection(values).Build().GetSection("Semrush"));
        using var provider = services.BuildServiceProvider();

        // The name has two credentials, so the validated options of AddSemrush would be rejected: bind without the validator.
        var options = new SemrushClientOptions();
        foreach (var configure in provider.GetServices<IConfigureOptions<SemrushClientOptions>>().OfType<IConfigureNamedOptions<SemrushClientOptions>>())
            configure.Configure("Semrush", options);

        Assert.Equal((The.ApiKey, The.AccessToken), (options.ApiKey, options.AccessToken));
        Assert.Equal((new Uri("http://localhost:9091/base"), TimeSpan.FromSeconds(7)), (options.BaseAddress, options.AttemptTimeout));
        Assert.Equal((TimeSpan.FromSeconds(67), Timeout.InfiniteTimeSpan), (options.TotalTimeout, options.ConnectTimeout));
        Assert.Equal((5, 2, 8, 9), (options.Retry.MaxRetries, options.Retry.Delay.TotalSeconds, options.Retry.MaxDelay.TotalSeconds, options.Retry.MaxRetryAfter.TotalSeconds));
        Assert.Equal((false, 4, 3, 6), (options.RateLimit.Enabled, options.RateLimit.RequestsPerSecond, options.RateLimit.ConcurrentRequests, options.RateLimit.MaxWait.TotalSeconds));
    }

    [Fact]
    public async Task A_client_is_one_for_all_and_calls_through_the_handlers_of_its_builder()
    {
        var services = new ServiceCollection();
        services.AddSemrush(options => options.ApiKey = The.ApiKey)
            .HttpClient.ConfigurePrimaryHttpMessageHandler(() => _stub)
            .AddHttpMessageHandler(() => new Marking());
        await using var provider = services.BuildServiceProvider();

        var client = provider.GetRequiredService<SemrushClient>();
        await client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);

        Assert.Same(client, provider.GetRequiredService<SemrushClient>());
        Assert.Equal(["mine"], _stub.Request.Header("X-Handler"));
        Assert.Equal([$"Apikey {The.ApiKey}"], _stub.Request.Header("Authorization"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task The_user_agent_is_sent_once_however_often_it_is_registered(int times)
    {
        var services = new ServiceCollection();
        for (var i = 0; i < times; i++)
            services.AddSemrush(options => options.ApiKey = The.ApiKey).HttpClient.ConfigurePrimaryHttpMessageHandler(() => _stub);
        await using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<SemrushClient>();

        await client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);
        await client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);

        Assert.NotEqual("0.0.0", Version);
        Assert.All(_stub.Requests, request => Assert.Equal($"Semrush.Client/{Version}", Assert.Single(request.Header("User-Agent"))));
    }

    [Fact]
    public async Task Named_clients_have_settings_and_connections_of_their_own()
    {
        var other = StubHandler.Returning(Response.Payload("map-rank-tracker.get-user-limits"));
        var services = new ServiceCollection();
        services.AddSemrush("one", options => options.ApiKey = "key-one").HttpClient.ConfigurePrimaryHttpMessageHandler(() => _stub);
        services.AddSemrush("two", new ConfigurationBuilder().AddInMemoryCollection([new("AccessToken", "token-two")]).Build()).HttpClient.ConfigurePrimaryHttpMessageHandler(() => other);
        await using var provider = services.BuildServiceProvider();

        await provider.GetRequiredKeyedService<SemrushClient>("one").MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);
        await provider.GetRequiredKeyedService<SemrushClient>("two").MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);

        Assert.Equal(["Apikey key-one"], _stub.Request.Header("Authorization"));
        Assert.Equal(["Bearer token-two"], other.Request.Header("Authorization"));
        Assert.Null(provider.GetService<SemrushClient>());
    }

    [Fact]
    public async Task Nothing_that_is_logged_holds_a_credential()
    {
        using var log = new RecordingLogger();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        services.AddSemrush(options => options.ApiKey = The.ApiKey).HttpClient.ConfigurePrimaryHttpMessageHandler(() => _stub);
        await using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<SemrushClient>().MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);

        Assert.Matches($"GET {The.MapRankTracker}limits returned 200 after [0-9]+ ms.", log.Text);
        Assert.DoesNotContain("canary", log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_that_is_logged_holds_a_credential_of_another_header()
    {
        using var log = new RecordingLogger();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        services.AddSemrush(options => options.UseAuthenticationProvider(
                new Microsoft.Kiota.Abstractions.Authentication.ApiKeyAuthenticationProvider(The.ApiKey, "X-Gateway-Key", Microsoft.Kiota.Abstractions.Authentication.ApiKeyAuthenticationProvider.KeyLocation.Header)))
            .HttpClient.ConfigurePrimaryHttpMessageHandler(() => _stub);
        await using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<SemrushClient>().MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);

        Assert.Equal([The.ApiKey], _stub.Request.Header("X-Gateway-Key"));
        Assert.DoesNotContain("canary", log.Text, StringComparison.Ordinal);
    }

    private static string Version
        => typeof(SemrushClient).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    private sealed class Marking : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Add("X-Handler", "mine");
            return base.SendAsync(request, cancellationToken);
        }
    }
}
