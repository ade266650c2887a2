using System.Globalization;
using Semrush.Client.Authentication;
using Semrush.Client.Tests.Http.Fuzz;

namespace Semrush.Client.Tests.Authentication.Tokens;

[Collection(nameof(AllProcessors))] // tables of the runtime grow on the thread that happens to need them first
public sealed class CachedTokenTests
{
    private const int Hits = 10_000;

    [Fact]
    public async Task Ten_thousand_hits_of_a_cached_token_allocate_0_bytes_and_give_the_same_task()
    {
        using var scene = new TokenScene();
        await scene.GetAsync();

        // The first round compiles what the second one measures.
        MeasureHits(scene);
        var (allocated, others) = MeasureHits(scene);

        TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture, $"{Hits} hits allocated {allocated} bytes"));
        Assert.Equal(0, allocated);
        Assert.Equal(0, others);
        Assert.Equal(1, scene.Flow.Requests);
    }

    private static (long Allocated, int Others) MeasureHits(TokenScene scene)
    {
        var others = 0;
        var token = The.Token;
        var first = scene.GetAsync(token);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Hits; i++)
            if (!ReferenceEquals(first, scene.Manager.GetAuthorizationTokenAsync(TokenScene.Api, null, token)))
                others++;
        return (GC.GetAllocatedBytesForCurrentThread() - before, others);
    }

    [Fact]
    public async Task A_token_goes_to_none_but_its_hosts()
    {
        using var scene = new TokenScene();

        await Assert.ThrowsAsync<SemrushAuthenticationException>(
            () => scene.Manager.GetAuthorizationTokenAsync(new("https://api.semrush.com.evil/"), null, The.Token));
        Assert.Equal(0, scene.Flow.Requests);
    }

    [Fact]
    public async Task The_hosts_are_those_that_the_manager_is_given()
    {
        using var manager = new TokenManager(new FakeFlow(TimeProvider.System), hosts: CredentialHosts.Ahrefs);

        Assert.Equal("access-1", await manager.GetAuthorizationTokenAsync(new("https://ahrefs.com/"), null, The.Token));
        await Assert.ThrowsAsync<SemrushAuthenticationException>(() => manager.GetAuthorizationTokenAsync(TokenScene.Api, null, The.Token));
    }

    [Fact]
    public void A_manager_needs_a_flow() => Assert.Throws<ArgumentNullException>("flow", () => new TokenManager(null!));

    [Fact]
    public async Task The_text_of_a_manager_and_its_tokens_holds_no_token()
    {
        using var scene = new TokenScene();
        await scene.GetAsync();

        Assert.Equal("TokenManager", scene.Manager.ToString());
        Assert.Equal("TokenSet obtained 2026-06-15 12:00:00Z, expires 2026-06-15 12:05:00Z", (await scene.StoredAsync())!.ToString());
    }
}
