using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Semrush.Client.Authentication;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Registration;

/// <summary>An application registers its flows, and each API area gets the credential that is meant for it.</summary>
[Trait("Needs", "file locks")]
public sealed class FlowRegistrationTests : IAsyncDisposable
{
    private readonly SemrushEmulator _emulator = SemrushEmulator.Start(new() { Authorization = new() { PollInterval = TimeSpan.FromSeconds(1) } });

    public ValueTask DisposeAsync() => _emulator.DisposeAsync();

    [Fact]
    public async Task Map_rank_tracker_signs_in_by_device_and_the_app_center_by_its_secret()
    {
        var services = new ServiceCollection();
        services.AddSemrush(Settings())
            .UseDeviceFlow(Settings(("Scopes:0", "user.id")), (prompt, _) =>
            {
                _emulator.Authorization.ApproveDevice(prompt.UserCode);
                return Task.CompletedTask;
            })
            .UseAppCenter(Settings(("AppId", _emulator.AppCenter.AppId), ("AppSecret", _emulator.AppCenter.AppSecret)));
        await using var provider = services.BuildServiceProvider();
        var semrush = provider.GetRequiredService<SemrushClient>();

        var limits = await semrush.MapRankTracker.GetUserLimitsAsync(cancellationToken: TestContext.Current.CancellationToken);
        var viewer = await semrush.AppCenter.GetViewerStatusAsync(new() { UserId = 5511383 }, cancellationToken: TestContext.Current.CancellationToken);

        Assert.NotNull(limits.Credits);
        Assert.True(viewer.IsMainProductActive);
        Assert.Equal(
            ["CreateDeviceCode", "CreateDeviceToken", "GetUserLimits", "CreateBearerToken", "GetViewerStatus"],
            _emulator.Calls.Select(call => call.OperationId));
        Assert.NotNull(provider.GetRequiredKeyedService<TokenManager>("Semrush"));
        Assert.NotNull(provider.GetRequiredKeyedService<TokenManager>("Semrush/AppCenter"));
    }

    [Fact]
    public async Task App_center_has_a_separate_credential_beside_a_key()
    {
        var services = new ServiceCollection();
        services.AddSemrush(Settings()).UseApiKey(_emulator.ApiKey).UseAppCenter(_emulator.Configure);
        await using var provider = services.BuildServiceProvider();
        var semrush = provider.GetRequiredService<SemrushClient>();

        await semrush.MapRankTracker.GetUserLimitsAsync(cancellationToken: TestContext.Current.CancellationToken);
        await semrush.AppCenter.GetSubscriptionsAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(["Apikey", null, "Bearer"], _emulator.Calls.Select(call => call.AuthorizationScheme));
    }

    [Fact]
    public async Task Web_application_hands_over_the_tokens_of_its_callback()
    {
        var store = new InMemoryTokenStore();
        var services = new ServiceCollection();
        services.AddSemrush(Settings()).UseTokenStore(_ => store).UseAuthorizationCode(Settings(
            ("ClientId", _emulator.Authorization.ClientId), ("ClientSecret", _emulator.Authorization.ClientSecret)));
        await using var provider = services.BuildServiceProvider();
        var flow = (AuthorizationCodeFlow)provider.GetRequiredKeyedService<ITokenFlow>("Semrush");
        var manager = provider.GetRequiredKeyedService<TokenManager>("Semrush");

        var request = flow.CreateRequest();
        var callback = _emulator.Authorization.ApproveAuthorization(request.Uri);
        await manager.AcceptAsync(await flow.CompleteAsync(callback, request.State, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        await provider.GetRequiredService<SemrushClient>().MapRankTracker.GetUserLimitsAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.NotNull(await store.ReadAsync($"{flow.Name};account=default", TestContext.Current.CancellationToken));
        Assert.Equal("GetUserLimits", _emulator.Calls[^1].OperationId);
    }

    [Theory]
    [InlineData("AppId", "not-a-uuid", "AppId")]
    [InlineData("AppSecret", "short", "AppSecret")]
    [InlineData("Timeout", "-00:00:01", "Timeout")]
    public async Task Wrong_setting_stops_the_application_at_its_start_and_is_named(string key, string value, string named)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSemrush(Settings()).UseAppCenter(Settings(("AppId", _emulator.AppCenter.AppId), ("AppSecret", _emulator.AppCenter.AppSecret), (key, value)));
        using var host = builder.Build();

        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_emulator.AppCenter.AppSecret, failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Expired_token_is_refreshed_once_and_the_call_succeeds()
    {
        var services = new ServiceCollection();
        services.AddSemrush(Settings()).UseAuthorizationCode(options =>
        {
            _emulator.Configure(options);
            options.UseBrowser((request, _) => Task.FromResult(_emulator.Authorization.ApproveAuthorization(request.Uri)));
        });
        await using var provider = services.BuildServiceProvider();
        var semrush = provider.GetRequiredService<SemrushClient>();
        await semrush.MapRankTracker.GetUserLimitsAsync(cancellationToken: TestContext.Current.CancellationToken);

        _emulator.Authorization.ExpireAccessTokens();
        await semrush.MapRankTracker.GetUserLimitsAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(
            [("CreateAccessToken", 200), ("GetUserLimits", 200), ("GetUserLimits", 401), ("CreateAccessToken", 200), ("GetUserLimits", 200)],
            _emulator.Calls.Where(call => call.OperationId != "Authorize").Select(call => (call.OperationId!, call.Status!.Value)));
        Assert.Equal(0, _emulator.Authorization.RefreshTokenReuses);
    }

    private ConfigurationManager Settings(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationManager { ["BaseAddress"] = _emulator.Address.ToString() };
        foreach (var (key, value) in settings)
            configuration[key] = value;
        return configuration;
    }
}
