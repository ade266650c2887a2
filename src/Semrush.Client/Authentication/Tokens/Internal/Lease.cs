namespace Semrush.Client.Authentication.Tokens.Internal;

/// <summary>A token as the manager hands it out: the task is made once, so that a cached token costs no allocation.</summary>
internal sealed class Lease(TokenSet tokens, DateTimeOffset freshUntil)
{
    public TokenSet Tokens { get; } = tokens;

    public Task<string> Token { get; } = Task.FromResult(tokens.AccessToken);

    /// <summary>When to think of a renewal.</summary>
    public DateTimeOffset FreshUntil { get; } = freshUntil;
}
