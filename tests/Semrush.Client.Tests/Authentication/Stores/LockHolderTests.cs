using System.Diagnostics;
using System.Runtime.Versioning;
using Semrush.Client.Authentication;
using Semrush.Client.Tests.Authentication.Tokens;
using Semrush.Client.Tests.Diagnostics;

namespace Semrush.Client.Tests.Authentication.Stores;

/// <summary>Reliability 31: a process that holds the lock and does not go on.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class LockHolderTests : IDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly TemporaryFolder _folder = new();
    private readonly Clock _time = new();
    private readonly Listening _log = new();

    public LockHolderTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signal that suspends a process.");

    public void Dispose()
    {
        _log.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_call_says_that_it_waits_for_a_suspended_process_and_fails_after_a_minute_with_the_name_of_the_lock()
    {
        using var holder = Worker.Start("hold", _folder.Store);
        Assert.Equal("held", await holder.StandardOutput.ReadLineAsync(The.Token));
        Process.Start("kill", ["-STOP", $"{holder.Id}"]).WaitForExit();
        try
        {
            var flow = new FakeFlow(_time);
            await using var tokens = new TokenManager(flow, new FileTokenStore(new() { Folder = _folder.Store }, _time), timeProvider: _time, loggerFactory: _log);
            var options = new SemrushClientOptions { TotalTimeout = TimeSpan.FromSeconds(4), RateLimit = { Enabled = false } };
            using var client = The.Client(StubHandler.Returning(), options.UseTimeProvider(_time).UseAccessTokenProvider(tokens));
            var path = Assert.Single(Directory.GetFiles(_folder.Store, "*.lock"));

            var call = client.MapRankTracker.GetCampaignAsync(The.CampaignId, cancellationToken: The.Token);
            await _time.UntilBegunAsync(Moment);
            await _time.UntilBegunAsync(Limit);
            Assert.Empty(_log.Logs);
            _time.Advance(Moment);
            while (_log.Logs.Count == 0)
                await Task.Yield();
            _time.Advance(Limit - Moment - TimeSpan.FromTicks(1));
            Assert.False(call.IsCompleted);
            Assert.Equal(
                (12, $"fake: the lock {path} of the token store is held by another update, possibly while a person signs in; this update waits for it."),
                Assert.Single(_log.Logs) is var said ? (said.Id.Id, said.Text) : default);
            _time.Advance(TimeSpan.FromTicks(1));

            var failure = await Assert.ThrowsAsync<SemrushAuthenticationException>(() => call);
            Assert.StartsWith($"The lock {path} of the token store could not be obtained within 60 s", failure.Message, StringComparison.Ordinal);
            Assert.Contains("FileTokenStoreOptions.LockTimeout", failure.NextStep, StringComparison.Ordinal);
            Assert.Equal(0, flow.Requests);
        }
        finally
        {
            holder.Kill();
            await holder.WaitForExitAsync(The.Token);
        }
    }

    [Fact]
    public async Task When_the_holder_goes_on_so_does_the_call_that_waits()
    {
        using var holder = Worker.Start("hold", _folder.Store);
        Assert.Equal("held", await holder.StandardOutput.ReadLineAsync(The.Token));
        await using var tokens = new TokenManager(new FakeFlow(_time), new FileTokenStore(new() { Folder = _folder.Store, LockTimeout = Timeout.InfiniteTimeSpan }, _time), timeProvider: _time);
        var call = tokens.GetAuthorizationTokenAsync(TokenScene.Api, null, The.Token);
        await _time.UntilBegunAsync(Moment);

        holder.StandardInput.Close();
        await holder.WaitForExitAsync(The.Token);

        while (!call.IsCompleted)
        {
            _time.Advance(Moment);
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, The.Token);
        }

        Assert.Equal("access-1", await call);
    }

    [Fact]
    public async Task A_token_that_still_lasts_is_used_when_the_lock_is_not_available()
    {
        var store = new FileTokenStore(new() { Folder = _folder.Store });
        await store.PutAsync("fake;account=default", new("stored", _time.GetUtcNow(), TimeSpan.FromDays(7)));
        _time.Advance(TimeSpan.FromDays(6));
        using var holder = Worker.Start("hold", _folder.Store);
        Assert.Equal("held", await holder.StandardOutput.ReadLineAsync(The.Token));
        await using var tokens = new TokenManager(new FakeFlow(_time), new FileTokenStore(new() { Folder = _folder.Store }, _time), timeProvider: _time);

        var call = tokens.GetAuthorizationTokenAsync(TokenScene.Api, null, The.Token);

        await _time.UntilBegunAsync(Limit);
        _time.Advance(Limit);
        Assert.Equal("stored", await call);
        holder.StandardInput.Close();
        await holder.WaitForExitAsync(The.Token);
    }
}
