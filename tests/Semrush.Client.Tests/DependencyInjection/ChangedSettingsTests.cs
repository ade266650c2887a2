using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Semrush.Client.Tests.Diagnostics;

namespace Semrush.Client.Tests.DependencyInjection;

/// <summary>A key or token that is changed in configuration is used from the next call on; invalid settings change nothing.</summary>
public sealed class ChangedSettingsTests : IAsyncDisposable
{
    private readonly StubHandler _stub = StubHandler.Returning(_ => Response.Payload("map-rank-tracker.get-user-limits"));
    private readonly Listening _listening = new();
    private readonly IConfigurationRoot _configuration = new ConfigurationBuilder().AddInMemoryCollection().Build();
    private ServiceProvider? _provider;

    public async ValueTask DisposeAsync()
    {
        await (_provider?.DisposeAsync() ?? ValueTask.CompletedTask);
        _listening.Dispose();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("agency")]
    public async Task A_changed_key_is_used_from_the_next_call_on(string? name)
    {
        var client = Client(name, ("ApiKey", "canary-one"));
        await client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);

        Change(("ApiKey", "canary-two"));
        await client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);
        await client.CreateRequestAdapter().SendNoContentAsync(new() { URI = new(The.MapRankTracker) }, cancellationToken: The.Token);

        Assert.Equal(["Apikey canary-one", "Apikey canary-two", "Apikey canary-two"], Sent);
        var (id, level, text) = Assert.Single(_listening.Logs, log => log.Id.Id == 24);
        Assert.Equal((24, LogLevel.Information, $"{name ?? "Semrush"}: the key or token was changed in the settings, and is used from now on."), (id.Id, level, text));
        Assert.DoesNotContain(_listening.Logs, log => log.Text.Contains("canary", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_token_may_take_the_place_of_a_key_and_be_changed_in_turn()
    {
        var client = Client(null, ("ApiKey", "canary-one"));

        Change(("ApiKey", null), ("AccessToken", "canary-token"));
        await client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);
        Change(("AccessToken", "canary-other"));
        await client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);

        Assert.Equal(["Bearer canary-token", "Bearer canary-other"], Sent);
    }

    [Theory]
    [InlineData("ApiKey", "canary key", "ApiKey has a space, a line break or a character beyond ASCII: check how it was read.")]
    [InlineData("ApiKey", null, "No credential: set ApiKey or AccessToken, or call UseAuthenticationProvider.")]
    [InlineData("AccessToken", "canary-token", "More than one credential: have only one of ApiKey, AccessToken and UseAuthenticationProvider.")]
    [InlineData("AttemptTimeout", "00:00:00", "AttemptTimeout must be more than zero and at most 24 days, or infinite.")]
    public async Task Invalid_settings_are_logged_and_the_former_key_is_kept(string setting, string? value, string fault)
    {
        var client = Client(null, ("ApiKey", "canary-one"));

        Change((setting, value));
        await client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);
        Change((setting, setting == "ApiKey" ? "canary-two" : null));
        await client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);

        Assert.Equal(["Apikey canary-one", setting == "ApiKey" ? "Apikey canary-two" : "Apikey canary-one"], Sent);
        var (_, level, text) = Assert.Single(_listening.Logs, log => log.Id.Id == 23);
        Assert.Equal((LogLevel.Warning, $"Semrush: the changed settings cannot be used, and the former ones are kept. {fault}"), (level, text));
    }

    [Fact]
    public async Task Another_key_goes_to_the_hosts_of_the_first_one_and_the_other_settings_stay()
    {
        var client = Client(null, ("ApiKey", "canary-one"), ("Retry:MaxRetries", "0"));

        Change(("ApiKey", "canary-two"), ("BaseAddress", "https://elsewhere.example/"));
        await client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);

        Assert.StartsWith(The.MapRankTracker, _stub.Request.Address, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_key_opens_no_second_allowance()
    {
        var never = new StubHandler(static (_, _) => new TaskCompletionSource<HttpResponseMessage>().Task);
        var client = Client(null, never, ("ApiKey", "canary-first-allowance"), ("RateLimit:ConcurrentRequests", "1"));
        _ = client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);

        Change(("ApiKey", "canary-second-allowance"));
        _ = client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);
        // Nor does the new key for another client, nor the old one.
        foreach (var key in (string[])["canary-second-allowance", "canary-first-allowance"])
            _ = The.Client(never, new() { ApiKey = key, RateLimit = { ConcurrentRequests = 1 } }).MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);

        Assert.Equal(["Apikey canary-first-allowance"], never.Requests.SelectMany(request => request.Header("Authorization")));
    }

    private IEnumerable<string> Sent => _stub.Requests.SelectMany(request => request.Header("Authorization"));

    private SemrushClient Client(string? name, params (string Name, string? Value)[] settings) => Client(name, _stub, settings);

    private SemrushClient Client(string? name, StubHandler stub, params (string Name, string? Value)[] settings)
    {
        Change(settings);
        var services = new ServiceCollection().AddSingleton<ILoggerFactory>(_listening).AddLogging();
        var builder = name is null ? services.AddSemrush(_configuration.GetSection("Semrush")) : services.AddSemrush(name, _configuration.GetSection("Semrush"));
        builder.HttpClient.ConfigurePrimaryHttpMessageHandler(() => stub);
        _provider = services.BuildServiceProvider();
        return _provider.GetRequiredKeyedService<SemrushClient>(builder.Name);
    }

    private void Change(params (string Name, string? Value)[] settings)
    {
        foreach (var (name, value) in settings)
            _configuration["Semrush:" + name] = value;
        _configuration.Reload();
    }
}
