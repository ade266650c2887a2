using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Semrush.Client.Authentication;
using Semrush.Client.ContractTests.Canary;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Registration;

/// <summary>An application with tenants: a client for each account, over shared connections.</summary>
[Collection(nameof(Alone))]
public sealed class AccountFactoryTests : IAsyncDisposable
{
    private static readonly string[] People = ["anna", "ben"];

    private readonly SemrushEmulator _emulator = SemrushEmulator.Start();
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _emulator.DisposeAsync();

    [Fact]
    public async Task Each_account_has_one_client_with_a_separate_credential()
    {
        await using var provider = Services((_, account, options) => options.AccessToken = account == "anna" ? _emulator.AccessToken : "unknown-token").BuildServiceProvider();
        var factory = provider.GetRequiredService<SemrushClientFactory>();

        Assert.Same(factory.CreateClient("anna"), factory.CreateClient("anna"));
        Assert.NotSame(factory.CreateClient("anna"), factory.CreateClient("Anna"));
        await factory.CreateClient("anna").MapRankTracker.GetUserLimitsAsync(cancellationToken: Token);
        await Assert.ThrowsAsync<SemrushAuthenticationException>(() => factory.CreateClient("ben").MapRankTracker.GetUserLimitsAsync(cancellationToken: Token));
        Assert.True(factory.Remove("anna"));
        Assert.False(factory.Remove("anna"));
    }

    [Fact]
    public async Task No_account_has_the_credential_of_the_client()
    {
        await using var provider = new ServiceCollection()
            .AddSemrush(options => options.UseAccessTokenProvider(new StaticAccessTokenProvider("shared")).UseAccessTokenProvider("AppCenter", new StaticAccessTokenProvider("shared")))
            .UseAccounts((_, account, options) => options.ApiKey = account == "anna" ? "annas" : null).Services.BuildServiceProvider();
        var factory = provider.GetRequiredService<SemrushClientFactory>();

        Assert.NotNull(factory.CreateClient("anna"));
        Assert.Throws<ArgumentException>(() => factory.CreateClient("unknown"));
        factory.Dispose();
        Assert.Throws<ObjectDisposedException>(() => factory.CreateClient("anna"));
    }

    [Fact]
    public async Task Credential_may_be_a_sign_in_of_the_account()
    {
        var options = new AuthorizationCodeFlowOptions();
        _emulator.Configure(options);
        options.UseBrowser((request, _) => Task.FromResult(_emulator.Authorization.ApproveAuthorization(request.Uri)));
        using var flow = new AuthorizationCodeFlow(options);
        var store = new InMemoryTokenStore();
        await using var provider = Services((_, account, settings) => settings.UseAccessTokenProvider(new TokenManager(flow, store, account: account))).BuildServiceProvider();
        var factory = provider.GetRequiredService<SemrushClientFactory>();

        foreach (var account in People)
            await factory.CreateClient(account).MapRankTracker.GetUserLimitsAsync(cancellationToken: Token);

        var tokens = await Task.WhenAll(People.Select(account => store.ReadAsync($"{flow.Name};account={account}", Token).AsTask()));
        Assert.Equal(2, tokens.Select(found => found!.AccessToken).Distinct().Count());
    }

    [Fact]
    public async Task Each_account_has_a_separate_limit()
    {
        await using var provider = Services((_, account, options) =>
        {
            options.UseAccessTokenProvider(new StaticAccessTokenProvider($"{account}-of-this-test", CredentialHosts.Only(_emulator.Address)));
            options.RateLimit.MaxWait = TimeSpan.FromMilliseconds(500);
            (options.RateLimit.ConcurrentRequests, options.Retry.MaxRetries) = (1, 0);
        }).BuildServiceProvider();
        var factory = provider.GetRequiredService<SemrushClientFactory>();
        _emulator.FailNext(Fault.Delay(TimeSpan.FromSeconds(3)));
        var slow = factory.CreateClient("anna").MapRankTracker.GetUserLimitsAsync(cancellationToken: Token);

        Assert.True((await Assert.ThrowsAsync<SemrushConnectionException>(() => factory.CreateClient("anna").MapRankTracker.GetUserLimitsAsync(cancellationToken: Token))).NeverSent);
        // Its token is rejected; it did not wait for the other account.
        await Assert.ThrowsAsync<SemrushAuthenticationException>(() => factory.CreateClient("ben").MapRankTracker.GetUserLimitsAsync(cancellationToken: Token));
        await Assert.ThrowsAsync<SemrushAuthenticationException>(() => slow);
    }

    [Fact]
    public async Task Idle_client_is_released_and_created_again()
    {
        await using var provider = Services((_, account, options) => options.ApiKey = account, TimeSpan.FromMinutes(5)).BuildServiceProvider();
        var factory = provider.GetRequiredService<SemrushClientFactory>();
        var (idle, used) = (factory.CreateClient("idle"), factory.CreateClient("used"));

        for (var minute = 0; minute < 9; minute++)
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            factory.CreateClient("used");
        }

        Assert.Same(used, factory.CreateClient("used"));
        Assert.NotSame(idle, factory.CreateClient("idle"));
    }

    [Fact]
    public async Task Clients_of_idle_accounts_are_collected()
    {
        var accounts = Counts.Of(few: 2_000, full: 10_000);
        await using var provider = Services((_, account, options) => options.ApiKey = account, TimeSpan.FromMinutes(10)).BuildServiceProvider();
        var factory = provider.GetRequiredService<SemrushClientFactory>();
        var clients = new List<WeakReference>();
        for (var round = 0; round < 3; round++)
            clients.AddRange(await ComeAndGoAsync(factory, $"round-{round}", accounts));

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.Equal((3 * accounts, 0), (clients.Count, clients.Count(client => client.IsAlive)));
    }

    [Fact]
    public async Task Application_with_accounts_starts_without_a_default_credential()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSemrush().UseAccounts(static (_, account, options) => options.ApiKey = account);
        using var host = builder.Build();

        await host.StartAsync(Token);

        Assert.NotNull(host.Services.GetRequiredService<SemrushClientFactory>().CreateClient("anna"));
    }

    [Fact]
    public async Task Missing_setting_is_named()
    {
        await using var without = new ServiceCollection().AddSemrush(options => options.ApiKey = "key").Services.BuildServiceProvider();
        Assert.Contains("UseAccounts", Assert.Throws<InvalidOperationException>(() => without.GetRequiredService<SemrushClientFactory>().CreateClient("anna")).Message, StringComparison.Ordinal);

        var known = false;
        await using var provider = Services((_, account, options) => options.ApiKey = known ? account : null).BuildServiceProvider();
        var factory = provider.GetRequiredService<SemrushClientFactory>();
        Assert.Contains("No credential", Assert.Throws<ArgumentException>(() => factory.CreateClient("anna")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("account", () => factory.CreateClient(" "));
        known = true;
        Assert.NotNull(factory.CreateClient("anna"));
    }

    private async Task<IEnumerable<WeakReference>> ComeAndGoAsync(SemrushClientFactory factory, string prefix, int accounts)
    {
        var clients = new ConcurrentBag<WeakReference>();
        await Parallel.ForEachAsync(Enumerable.Range(0, accounts), Token, (number, _) =>
        {
            var client = factory.CreateClient($"{prefix}-{number}");
            Assert.NotNull(client.MapRankTracker);
            clients.Add(new(client));
            return ValueTask.CompletedTask;
        });
        // They are idle twice as long as they are kept.
        for (var minute = 0; minute < 20; minute++)
            _time.Advance(TimeSpan.FromMinutes(1));
        return clients;
    }

    private IServiceCollection Services(Action<IServiceProvider, string, SemrushClientOptions> configure, TimeSpan? idleTime = null) => new ServiceCollection()
        .AddSemrush(options =>
        {
            options.BaseAddress = _emulator.Address;
            if (idleTime is not null)
                options.UseTimeProvider(_time);
        })
        .UseAccounts(configure, idleTime).Services;
}
