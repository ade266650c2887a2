using Microsoft.Extensions.Logging;
using Semrush.Client.Authentication;

namespace Semrush.Client.Tests.Authentication.Tokens;

/// <summary>A token manager with its clock, its server and its store.</summary>
internal sealed class TokenScene : IDisposable
{
    public static readonly Uri Api = new("https://api.semrush.com/apis/v4/map-rank-tracker/v0/campaigns");

    public TokenScene(ITokenStore? store = null, Clock? time = null, ILoggerFactory? log = null)
    {
        Time = time ?? new(The.Noon);
        Flow = new(Time);
        Store = store ?? new InMemoryTokenStore();
        Manager = new(Flow, Store, timeProvider: Time, loggerFactory: log);
    }

    public Clock Time { get; }

    public FakeFlow Flow { get; }

    public ITokenStore Store { get; }

    /// <summary>Where the store has the tokens of the manager.</summary>
    public string Key => $"{Flow.Name};account={TokenManager.DefaultAccount}";

    public TokenManager Manager { get; }

    public Task<string> GetAsync(CancellationToken? cancellationToken = null)
        => Manager.GetAuthorizationTokenAsync(Api, null, cancellationToken ?? The.Token);

    /// <summary>A second process on the same store.</summary>
    public TokenManager AnotherProcess() => new(Flow, Store, timeProvider: Time);

    /// <summary>Signs in, and waits until the token is due for a renewal but lasts.</summary>
    public async Task<string> WithTokenThatIsDueAsync()
    {
        var token = await GetAsync();
        Time.Advance(Flow.Lifetime * 0.9);
        return token;
    }

    /// <summary>Signs in, and waits until the token has expired.</summary>
    public async Task<string> WithExpiredTokenAsync()
    {
        var token = await GetAsync();
        Time.Advance(Flow.Lifetime + TimeSpan.FromSeconds(1));
        return token;
    }

    public Task PutAsync(TokenSet? tokens) => Store.UpdateAsync(Key, (_, _) => Task.FromResult(tokens), The.Token);

    public async Task<TokenSet?> StoredAsync() => await Store.ReadAsync(Key, The.Token);

    public void Dispose() => Manager.Dispose();
}
