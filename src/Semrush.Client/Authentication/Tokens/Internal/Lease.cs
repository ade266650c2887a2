namespace Semrush.Client.Authentication.Tokens.Internal;

/// <summary>A token as the manager hands it out: the task is made once, so that a cached token costs no allocation.</summary>
internal sealed class Lease(TokenSet tokens, DateTimeOffset freshUntil)
{
    // Before this time the clock has been set back, and nobody knows how old the token is.
    private readonly DateTimeOffset _freshFrom = tokens.FreshFrom;

    public Lease(TokenSet tokens)
        : this(tokens, tokens.RenewAt)
    {
    }

    public TokenSet Tokens { get; } = tokens;

    public Task<string> Token { get; } = Task.FromResult(tokens.AccessToken);

    /// <summary>Whether the store has these tokens.</summary>
    public bool IsSaved { get; init; } = true;

    /// <summary>Whether to hand it out without a thought of renewal.</summary>
    public bool IsFreshAt(DateTimeOffset now) => now >= _freshFrom && now < freshUntil;

    /// <summary>A token that could not be replaced or saved: it is used on, and the next try is a tenth of what is left of it away.</summary>
    public static Lease TryingAgain(TokenSet tokens, DateTimeOffset now, TimeSpan? notBefore = null, bool isSaved = true)
    {
        var left = tokens.ExpiresAt - now;
        var pause = left / 10 + TimeSpan.FromSeconds(1);
        if (notBefore > pause)
            pause = notBefore.Value;
        return new(tokens, pause < left ? now + pause : tokens.ExpiresAt) { IsSaved = isSaved };
    }
}
