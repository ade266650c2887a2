using BenchmarkDotNet.Attributes;
using Microsoft.Kiota.Abstractions.Authentication;
using Semrush.Client.Authentication;

namespace Semrush.Client.Benchmarks;

/// <summary>What a valid token costs a call.</summary>
[MemoryDiagnoser]
public class CachedToken
{
    private static readonly Uri Address = new(The.Server);

    private IAccessTokenProvider _tokens = null!;

    [GlobalSetup]
    public async Task PrepareAsync()
    {
        _tokens = await SignInAsync().ConfigureAwait(false);
        await Heat.UpAsync(Fetch).ConfigureAwait(false);
    }

    [Benchmark(Description = "cached token")]
    public Task<string> Fetch() => _tokens.GetAuthorizationTokenAsync(Address);

    // Called through the interface, as the client does.
    private static async Task<IAccessTokenProvider> SignInAsync()
    {
        var manager = new TokenManager(new TokenSource(TimeSpan.Zero));
        await manager.SignInAsync().ConfigureAwait(false);
        return manager;
    }
}
