using Semrush.Client.Http;

namespace Semrush.Client.Authentication.Tokens.Internal;

/// <summary>One attempt to change what the store holds, under its lock.</summary>
internal sealed partial class Attempt(ITokenFlow flow, Lease? held, string? rejected, TimeProvider time)
{
    private Lease? _kept;
    private TokenSet? _obtained;
    private Exception? _flowFailure;
    private SemrushAuthenticationException? _refusal;

    public bool IsFresh(TokenSet tokens) => tokens.AccessToken != rejected && tokens.IsFreshAt(time.GetUtcNow());

    /// <summary>Decides on the tokens as they are now: another process may have renewed them since they were read.</summary>
    public async Task<TokenSet?> ChangeAsync(TokenSet? stored, CancellationToken cancellationToken)
    {
        var current = Newest(stored);
        if (current is null)
            return await SignInUnlessRejectedAsync(cancellationToken).ConfigureAwait(false);
        if (IsFresh(current))
            return current;
        // The last moment to give up: whoever cancels later would throw away what the refresh token buys.
        cancellationToken.ThrowIfCancellationRequested();
        var renewed = await RenewAsync(current).ConfigureAwait(false);
        if (renewed is not null || _refusal is not null)
            return renewed;
        return IsGood(current) ? Keep(new(current, current.ExpiresAt)) : await SignInUnlessRejectedAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<TokenSet?> RenewAsync(TokenSet current)
    {
        try
        {
            return _obtained = await flow.RenewAsync(current, CancellationToken.None).ConfigureAwait(false);
        }
        catch (SemrushAuthenticationException exception)
        {
            // A refused refresh token says nothing against an access token that still lasts.
            _refusal = IsGood(current) ? null : exception;
            return null;
        }
        catch (SemrushApiException exception) when (IsGood(current))
        {
            return Keep(Lease.TryingAgain(current, time.GetUtcNow(), exception.RetryAfter));
        }
        catch (Exception exception)
        {
            _flowFailure = exception;
            throw;
        }
    }

    // While a call waits for the answer to a refused token, no person is asked: the call reports the refusal, the next one signs in.
    private async Task<TokenSet?> SignInUnlessRejectedAsync(CancellationToken cancellationToken)
    {
        if (rejected is not null)
            return null;
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

    private bool IsGood(TokenSet tokens) => tokens.AccessToken != rejected && time.GetUtcNow() < tokens.ExpiresAt;

    private TokenSet Keep(Lease lease)
    {
        _kept = lease;
        return lease.Tokens;
    }
}
