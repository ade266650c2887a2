using Microsoft.Extensions.DependencyInjection;
using Microsoft.Kiota.Abstractions.Authentication;
using Semrush.Client.Authentication;
using Semrush.Client.Tests.Authentication.Tokens;

namespace Semrush.Client.Tests.Http.Limits;

/// <summary>Which clients share a limit. Each account here has one place, which the first call occupies.</summary>
public sealed class SharedAccountTests : IDisposable
{
    private readonly StubHandler _stub = new((_, token) => Never(token));
    private readonly CancellationTokenSource _end = new();

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
        _stub.Dispose();
    }

    [Fact]
    public void Clients_with_the_same_key_share() => Assert.True(Share(Key("shared-key"), Key("shared-key")));

    [Fact]
    public void Clients_with_different_keys_do_not() => Assert.False(Share(Key("one-key"), Key("another-key")));

    [Fact]
    public void Clients_with_the_same_token_share() => Assert.True(Share(Token("shared-token"), Token("shared-token")));

    [Fact]
    public void Clients_with_different_tokens_do_not() => Assert.False(Share(Token("one-token"), Token("another-token")));

    [Fact]
    public void Clients_with_different_settings_keep_to_their_own_limit_and_together_to_the_widest()
    {
        var other = Key("key-of-two-settings");
        (other.RateLimit.ConcurrentRequests, other.RateLimit.RequestsPerSecond) = (12, 12);
        using var narrow = The.Client(_stub, Key("key-of-two-settings"));
        using var wide = The.Client(_stub, other);
        // An API area asks for its limits when it is first used.
        Assert.NotNull(wide.MapRankTracker);

        Assert.Equal((1, 12), (CallOften(narrow), CallOften(wide)));

        int CallOften(SemrushClient client)
        {
            for (var i = 0; i < 20; i++)
                Call(client);
            return _stub.Requests.Count;
        }
    }

    [Fact]
    public async Task Clients_with_one_token_manager_share()
    {
        using var tokens = await SignedInAsync();
        Assert.True(Share(Settings().UseAccessTokenProvider(tokens), Settings().UseAccessTokenProvider(tokens)));
    }

    [Fact]
    public async Task Clients_with_different_token_managers_do_not()
    {
        using var one = await SignedInAsync();
        using var other = await SignedInAsync();
        Assert.False(Share(Settings().UseAccessTokenProvider(one), Settings().UseAccessTokenProvider(other)));
    }

    [Fact]
    public void A_key_in_the_settings_and_in_a_provider_shares()
        => Assert.True(Share(Key("key-in-two-forms"), Settings().UseAuthenticationProvider(new ApiKeyCredential("key-in-two-forms"))));

    [Fact]
    public void Clients_with_one_custom_provider_share()
    {
        var provider = new ApiKeyAuthenticationProvider("a-key", "X-Key", ApiKeyAuthenticationProvider.KeyLocation.Header);
        Assert.True(Share(Settings().UseAuthenticationProvider(provider), Settings().UseAuthenticationProvider(provider)));
    }

    [Fact]
    public async Task Registered_clients_share_by_their_keys()
    {
        var services = new ServiceCollection();
        foreach (var (name, key) in new[] { ("one", "registered-key"), ("two", "registered-key"), ("three", "another-registered-key") })
            services.AddSemrush(name, options => (options.ApiKey, options.RateLimit.ConcurrentRequests) = (key, 1)).HttpClient.ConfigurePrimaryHttpMessageHandler(() => _stub);
        await using var provider = services.BuildServiceProvider();

        Call(provider.GetRequiredKeyedService<SemrushClient>("one"));
        Call(provider.GetRequiredKeyedService<SemrushClient>("two"));
        Assert.Single(_stub.Requests);
        Call(provider.GetRequiredKeyedService<SemrushClient>("three"));
        Assert.Equal(2, _stub.Requests.Count);
    }

    private static SemrushClientOptions Settings() => new() { RateLimit = { ConcurrentRequests = 1 }, Retry = { MaxRetries = 0 } };

    private static SemrushClientOptions Key(string key)
    {
        var options = Settings();
        options.ApiKey = key;
        return options;
    }

    private static SemrushClientOptions Token(string token)
    {
        var options = Settings();
        options.AccessToken = token;
        return options;
    }

    private static async Task<TokenManager> SignedInAsync()
    {
        var tokens = new TokenManager(new FakeFlow(TimeProvider.System));
        await tokens.SignInAsync(The.Token);
        return tokens;
    }

    private static async Task<HttpResponseMessage> Never(CancellationToken token)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
        throw new InvalidOperationException("The wait ended.");
    }

    private bool Share(SemrushClientOptions one, SemrushClientOptions other)
    {
        using var first = The.Client(_stub, one);
        using var second = The.Client(_stub, other);
        Call(first);
        Assert.Single(_stub.Requests);
        Call(second);
        return _stub.Requests.Count == 1;
    }

    // A request that need not wait for a permit has reached the server when the method returns.
    private void Call(SemrushClient client) => _ = client.MapRankTracker.GetUserLimitsAsync(cancellationToken: _end.Token);
}
