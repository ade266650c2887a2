namespace Semrush.Client.Authentication;

/// <summary>The result of a sign-in or a refresh. Its text form contains the times, and not the tokens.</summary>
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

    /// <summary>The token that is sent with every call.</summary>
    public string AccessToken { get; }

    /// <summary>The token that is exchanged for the next access token, where there is one. It is good for one use.</summary>
    public string? RefreshToken { get; init; }

    /// <summary>When the access token was received, by this machine's clock.</summary>
    public DateTimeOffset ObtainedAt { get; }

    /// <summary>When the access token expires, by this machine's clock.</summary>
    public DateTimeOffset ExpiresAt { get; }

    /// <summary>The time of the refresh: after four fifths of the lifetime, so that the margin grows with it.</summary>
    public DateTimeOffset RenewAt => ObtainedAt + (ExpiresAt - ObtainedAt) * 0.8;

    /// <summary>When the tokens were received and when they expire.</summary>
    public override string ToString() => FormattableString.Invariant($"{nameof(TokenSet)} obtained {ObtainedAt:u}, expires {ExpiresAt:u}");
}
