using Semrush.Client.Authentication;

namespace Semrush.Client.Tests.Authentication.Device;

/// <summary>A prompt that stays open, as a browser that is waited for does, keeps nobody from signing in.</summary>
public sealed class DevicePromptTests
{
    [Fact]
    public async Task A_device_is_polled_while_its_prompt_is_open()
    {
        var server = new DeviceServer(DeviceServer.Pending, DeviceServer.Tokens);
        var closed = new TaskCompletionSource();
        server.Options.UsePrompt(async (_, token) =>
        {
            await using var registration = token.Register(closed.SetResult);
            await closed.Task;
        });

        Assert.Equal(Canary.AccessToken, (await RunAsync(server)).AccessToken);

        Assert.Equal([5, 10], server.PolledAt);
        // Its token tells the prompt that the sign-in is over.
        await closed.Task.WaitAsync(The.Token);
    }

    [Fact]
    public void The_text_of_a_prompt_has_the_page_the_code_and_the_end()
        => Assert.Equal(
            "DevicePrompt { VerificationUri = https://oauth.semrush.com/device, UserCode = AVZV-MSPD, ExpiresAt = 2026-06-15T12:00:00.0000000+00:00 }",
            new DevicePrompt(new("https://oauth.semrush.com/device"), "AVZV-MSPD", The.Noon).ToString());

    [Fact]
    public async Task A_prompt_that_ignores_its_token_is_not_waited_for()
    {
        var server = new DeviceServer(DeviceServer.Pending, DeviceServer.Tokens);
        server.Options.UsePrompt((_, _) => new TaskCompletionSource().Task);

        Assert.Equal(Canary.AccessToken, (await RunAsync(server)).AccessToken);
    }

    [Fact]
    public async Task A_prompt_that_blocks_its_thread_is_not_waited_for()
    {
        var server = new DeviceServer(DeviceServer.Pending, DeviceServer.Tokens);
        using var closed = new ManualResetEventSlim();
        server.Options.UsePrompt((_, token) =>
        {
            closed.Wait(CancellationToken.None);
            return Task.CompletedTask;
        });

        try
        {
            Assert.Equal(Canary.AccessToken, (await RunAsync(server)).AccessToken);
        }
        finally
        {
            closed.Set();
        }
    }

    [Fact]
    public async Task The_sign_in_ends_with_the_code_although_the_prompt_is_open()
    {
        var server = new DeviceServer(DeviceServer.Pending);
        server.Options.UsePrompt((_, _) => new TaskCompletionSource().Task);

        var failure = await Assert.ThrowsAsync<SemrushAuthenticationException>(() => RunAsync(server));

        Assert.Equal("expired_token", failure.ErrorCode);
        Assert.Equal(59, server.PolledAt.Count);
        Assert.Equal(Clock.Beginning.AddSeconds(300), server.Time.GetUtcNow());
    }

    [Fact]
    public async Task A_prompt_that_ends_early_ends_nothing()
    {
        var server = new DeviceServer(DeviceServer.Pending, DeviceServer.Pending, DeviceServer.Tokens);
        server.Options.UsePrompt((_, token) => Task.Delay(TimeSpan.FromSeconds(7), server.Time, token));

        await RunAsync(server);

        Assert.Equal([5, 10, 15], server.PolledAt);
    }

    [Fact]
    public async Task A_prompt_that_fails_later_ends_the_sign_in()
    {
        var server = new DeviceServer(DeviceServer.Pending);
        var isOpen = new TaskCompletionSource();
        server.Options.UsePrompt(async (_, token) =>
        {
            var open = Task.Delay(TimeSpan.FromSeconds(12), server.Time, token);
            isOpen.SetResult();
            await open;
            throw new InvalidOperationException("the terminal is gone");
        });

        var signIn = server.SignInAsync(The.Token);
        await isOpen.Task;
        // The clock stands still from then on, however long a busy machine takes to see the failure.
        await server.Time.PassAsync(signIn, steps: 12);
        await Assert.ThrowsAsync<InvalidOperationException>(() => signIn.WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System, The.Token));

        Assert.Equal([5, 10], server.PolledAt);
    }

    [Fact]
    public async Task A_prompt_that_gives_up_ends_the_sign_in()
    {
        var server = new DeviceServer(DeviceServer.Pending);
        server.Options.UsePrompt((_, _) => throw new OperationCanceledException("The person closed it."));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(server));
        Assert.Empty(server.PolledAt);
    }

    // Where a prompt is waited for, nobody waits for the clock, and the test would go on for hours.
    private static Task<TokenSet> RunAsync(DeviceServer server) => server.RunAsync().WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System, The.Token);
}
