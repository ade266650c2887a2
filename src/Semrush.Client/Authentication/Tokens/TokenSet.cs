namespace Semrush.Client.Authentication;

/// <summary>What a sign-in or a renewal yields. Its text form tells when the token expires, and nothing of the tokens.</summary>
public sealed class TokenSet
{
    /// <summary>An access token with its lifetime.</summary>
    /// <param name="accessToken">The access token.</param>
    /// <param name="obtainedAt">When it was received.</param>
    /// <param name="lifetime">How long it lasts from then on; more than zero.</param>
    public TokenSet(string accessToken, DateTimeOffset obtainedAt, TimeSpan lifetime)
    {
        ArgumentException.ThrowIfNullOrEmpty(accessToken);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(lifetime, TimeSpan.Zero);
        AccessToken = accessToken;
        ObtainedAt = obtainedAt;
        ExpiresAt = lifetime < DateTimeOffset.MaxValue - obtainedAt ? obtainedAt + lifetime : DateTimeOffset.MaxValue;
    }

    /// <summary>The token that goes with every call.</summary>
    public string AccessToken { get; }

    /// <summary>The token that buys the next access token, where there is one. It is good for one use: each renewal brings another.</summary>
    public string? RefreshToken { get; init; }

    /// <summary>When the access token was received, by this machine's clock.</summary>
    public DateTimeOffset ObtainedAt { get; }

    /// <summary>When the access token ends, by this machine's clock.</summary>
    public DateTimeOffset ExpiresAt { get; }

    /// <summary>The time of the renewal: after four fifths of the lifetime, so that the margin grows with it.</summary>
    public DateTimeOffset RenewAt => ObtainedAt + (ExpiresAt - ObtainedAt) * 0.8;

    // A clock that was set back by more than the margin makes the age of the token anybody's guess.
    internal DateTimeOffset FreshFrom
        => ExpiresAt - RenewAt is var margin && margin < ObtainedAt - DateTimeOffset.MinValue ? ObtainedAt - margin : DateTimeOffset.MinValue;

    internal bool IsFreshAt(DateTimeOffset now) => now >= FreshFrom && now < RenewAt;

    /// <summary>When the tokens were received and when they end.</summary>
    public override string ToString() => FormattableString.Invariant($"{nameof(TokenSet)} obtained {ObtainedAt:u}, expires {ExpiresAt:u}");
}
