using Microsoft.Extensions.Logging;
using Semrush.Client.Authentication;
using Semrush.Client.Tests.Authentication.Tokens;

namespace Semrush.Client.Tests.Diagnostics;

/// <summary>The metrics and log events of a token manager.</summary>
public sealed class TokenTelemetryTests
{
    private const string Renewals = "semrush.client.token.renewals";

    [Fact]
    public async Task Each_attempt_to_obtain_tokens_is_counted_and_logged()
    {
        using var listening = new Listening();
        using var scene = new TokenScene();
        await using var tokens = new TokenManager(scene.Flow, hosts: null, timeProvider: scene.Time, loggerFactory: listening);

        await tokens.SignInAsync(The.Token);
        scene.Flow.OnSignIn = _ => throw new InvalidOperationException(The.RefreshToken);
        await Assert.ThrowsAsync<InvalidOperationException>(() => tokens.SignInAsync(The.Token));

        Assert.Equal([false, true], listening.Measured(Renewals).Select(measured => measured.Tags.ContainsKey("error.type")));
        Assert.All(listening.Measured(Renewals), measured => Assert.Equal(scene.Flow.Name, measured.Tags["semrush.token.flow"]));
        Assert.Equal([(10, LogLevel.Information), (11, LogLevel.Warning)], listening.Logs.Select(log => (log.Id.Id, log.Level)));
        // The message of another exception is not repeated, as it may contain a secret.
        Assert.EndsWith($"tokens could not be obtained. {nameof(InvalidOperationException)}", listening.Logs[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_message_of_an_exception_of_the_library_is_logged()
    {
        using var listening = new Listening();
        using var scene = new TokenScene();
        await using var tokens = new TokenManager(scene.Flow, hosts: null, timeProvider: scene.Time, loggerFactory: listening);
        scene.Flow.OnSignIn = _ => throw new SemrushApiException("Semrush rejected the code.") { Operation = "OAuth.CreateAccessToken" };

        await Assert.ThrowsAsync<SemrushApiException>(() => tokens.SignInAsync(The.Token));

        Assert.EndsWith("tokens could not be obtained. Semrush rejected the code.", Assert.Single(listening.Logs).Text, StringComparison.Ordinal);
    }
}
