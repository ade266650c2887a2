using System.Runtime.ExceptionServices;
using Semrush.Client.Http;

namespace Semrush.Client.Authentication.Tokens.Internal;

/// <summary>One attempt to change what the store holds, under its lock.</summary>
internal sealed class Attempt(ITokenFlow flow, string? rejected, TimeProvider time)
{
    private SemrushAuthenticationException? _refusal;

    /// <summary>When to try again, where that is not the usual time.</summary>
    public DateTimeOffset? FreshUntil { get; private set; }

    public void ThrowIfRefused()
    {
        if (_refusal is not null)
            ExceptionDispatchInfo.Throw(_refusal);
    }

    /// <summary>Decides on the tokens as they are now: another process may have renewed them since they were read.</summary>
    public async Task<TokenSet?> ChangeAsync(TokenSet? current, CancellationToken cancellationToken)
    {
        if (current is null)
            return await SignInUnlessRejectedAsync(cancellationToken).ConfigureAwait(false);
        if (current.AccessToken != rejected && time.GetUtcNow() < current.RenewAt)
            return current;
        var renewed = await RenewAsync(current, cancellationToken).ConfigureAwait(false);
        if (renewed is not null || _refusal is not null)
            return renewed;
        return IsGood(current) ? KeepToTheEnd(current) : await SignInUnlessRejectedAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<TokenSet?> RenewAsync(TokenSet current, CancellationToken cancellationToken)
    {
        try
        {
            return await flow.RenewAsync(current, cancellationToken).ConfigureAwait(false);
        }
        catch (SemrushAuthenticationException exception)
        {
            // A refused refresh token says nothing against an access token that still lasts.
            _refusal = IsGood(current) ? null : exception;
            return null;
        }
        catch (SemrushApiException) when (IsGood(current))
        {
            FreshUntil = time.GetUtcNow() + (current.ExpiresAt - time.GetUtcNow()) / 10;
            return current;
        }
    }

    private bool IsGood(TokenSet tokens) => tokens.AccessToken != rejected && time.GetUtcNow() < tokens.ExpiresAt;

    private TokenSet KeepToTheEnd(TokenSet tokens)
    {
        FreshUntil = tokens.ExpiresAt;
        return tokens;
    }

    // While a call waits for the answer to a refused token, no person is asked: the call reports the refusal, the next one signs in.
    private async Task<TokenSet?> SignInUnlessRejectedAsync(CancellationToken cancellationToken)
        => rejected is null ? await flow.SignInAsync(cancellationToken).ConfigureAwait(false) : null;
}
