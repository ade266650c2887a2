
namespace Semrush.Client.Authentication.Tokens.Internal;

/// <summary>One attempt to change what the store holds, under its lock.</summary>
internal sealed partial class Attempt(ITokenFlow flow, Lease? held, string? rejected, TimeProvider time)
{
    private TokenSet? _obtained;
    private Exception? _flowFailure;

    // What the attempt comes to, where that is not just what the store has then.
    private Outcome? _decided;

    /// <summary>What the store had before its lock was waited for.</summary>
    public TokenSet? Read { get; set; }

    public bool IsFresh(TokenSet tokens) => tokens.AccessToken != rejected && tokens.IsFreshAt(time.GetUtcNow());

    /// <summary>Decides on the tokens as they are now: another process may have refreshed them since they were read.</summary>
    public async Task<TokenSet?> ChangeAsync(TokenSet? stored, CancellationToken cancellationToken)
    {
        // A store that asks again, as after a write that failed, gets the same tokens: the refresh token is spent.
        if (_obtained is not null)
            return _obtained;
        var current = Newest(stored);
        if (current is null)
            return await SignInUnlessRejectedAsync(null, cancellationToken).ConfigureAwait(false);
        if (IsFresh(current))
            return current;
        // The last moment to give up: whoever cancels later would throw away what the refresh token buys.
        cancellationToken.ThrowIfCancellationRequested();
        var renewed = await RenewAsync(current).ConfigureAwait(false);
        if (renewed is not null || _decided is not null)
            return renewed;
        // Tokens that cannot be refreshed serve as long as they last. That one request was rejected does not end them.
        return Lasts(current) ? Keep(new(current, current.ExpiresAt)) : await SignInUnlessRejectedAsync(current, cancellationToken).ConfigureAwait(false);
    }

    private async Task<TokenSet?> RenewAsync(TokenSet current)
    {
        try
        {
            return _obtained = await flow.RenewAsync(current, CancellationToken.None).ConfigureAwait(false);
        }
        catch (SemrushAuthenticationException exception) when (IsInvalid(exception))
        {
            // An invalid refresh token says nothing against an access token that still lasts.
            if (IsGood(current))
                return Keep(new(current, current.ExpiresAt));
            _decided = new(null, exception);
            return null;
        }
        catch (SemrushApiException exception) when (IsGood(current))
        {
            return Keep(Lease.TryingAgain(current, time.GetUtcNow(), exception.RetryAfter));
        }
        catch (Exception exception)
        {
            // No response said that the refresh token is invalid, so that it stays.
            _flowFailure = exception;
            throw;
        }
    }

    // Semrush's endpoint says invalid_request where RFC 6749 has invalid_grant.
    private static bool IsInvalid(SemrushAuthenticationException refusal)
        => refusal.Facts.IsOAuth && refusal.ErrorCode is "invalid_grant" or "invalid_request";

    // While a call waits for another token than a rejected one, no person is asked: the call reports the rejection, and the next one signs in.
    private async Task<TokenSet?> SignInUnlessRejectedAsync(TokenSet? current, CancellationToken cancellationToken)
    {
        if (rejected is not null)
        {
            _decided = new(null);
            return current;
        }

        try
        {
            return _obtained = await flow.SignInAsync(cancellationToken).ConfigureAwait(false) ?? throw TokenErrors.NoToken();
        }
        catch (Exception exception)
        {
            _flowFailure = exception;
            throw;
        }
    }

    private TokenSet? Newest(TokenSet? stored)
        => held is { IsSaved: false } && (stored is null || stored.ObtainedAt < held.Tokens.ObtainedAt) ? held.Tokens : stored;

    private bool IsGood(TokenSet tokens) => tokens.AccessToken != rejected && Lasts(tokens);

    private bool Lasts(TokenSet tokens) => time.GetUtcNow() < tokens.ExpiresAt;

    private TokenSet Keep(Lease lease)
    {
        _decided = new(lease);
        return lease.Tokens;
    }
}
