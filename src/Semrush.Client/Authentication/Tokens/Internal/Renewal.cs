using Semrush.Client.Diagnostics.Internal;

namespace Semrush.Client.Authentication.Tokens.Internal;

/// <summary>The way to a usable token: what the store has, else new tokens for old ones, else a sign-in.</summary>
/// <param name="flow">The flow.</param>
/// <param name="store">Where the tokens are kept.</param>
/// <param name="key">Under which key: that of the flow and the account.</param>
/// <param name="time">The clock.</param>
/// <param name="log">The log.</param>
internal sealed class Renewal(ITokenFlow flow, ITokenStore store, string key, TimeProvider time, TokenLog log)
{
    // How long a wait for the lock of a store may take before it is logged.
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    /// <summary>A usable token.</summary>
    /// <param name="held">What has been handed out so far.</param>
    /// <param name="rejected">A token that a server refused; nobody is asked to sign in then, as a call is waiting for its answer.</param>
    /// <param name="cancellationToken">Ends the attempt, unless a refresh token has been sent already.</param>
    /// <returns>No lease where there is no token without a sign-in.</returns>
    public async Task<Outcome> RunAsync(Lease? held, string? rejected, CancellationToken cancellationToken)
    {
        var attempt = new Attempt(flow, held, rejected, time);
        try
        {
            if (held is not { IsSaved: false } && await store.ReadAsync(key, cancellationToken).ConfigureAwait(false) is { } stored)
            {
                if (attempt.IsFresh(stored))
                    return new(new Lease(stored));
                attempt.Read = stored;
            }

            return attempt.Saved(await UpdateAsync(attempt.ChangeAsync, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception exception) when (attempt.IsOfStore(exception) && !IsCancellation(exception, cancellationToken))
        {
            return attempt.Unsaved(exception);
        }
    }

    public Task<Outcome> SignInAsync(CancellationToken cancellationToken) => SignInAsync(flow, cancellationToken);

    public Task<Outcome> AcceptAsync(TokenSet tokens, CancellationToken cancellationToken)
        => SignInAsync(new GivenTokens(flow.Name, tokens), cancellationToken);

    private async Task<Outcome> SignInAsync(ITokenFlow signIn, CancellationToken cancellationToken)
    {
        var attempt = new Attempt(signIn, held: null, rejected: null, time);
        try
        {
            // Whatever the store holds, the attempt sees nothing, and so it signs in.
            return attempt.Saved(await UpdateAsync((_, token) => attempt.ChangeAsync(null, token), cancellationToken).ConfigureAwait(false));
        }
        catch (Exception exception) when (attempt.IsOfStore(exception) && !IsCancellation(exception, cancellationToken))
        {
            return attempt.Unsaved(exception);
        }
    }

    public Task SignOutAsync(CancellationToken cancellationToken) => RemoveAsync(static _ => true, cancellationToken);

    /// <summary>Removes a token that is of no use any more, unless another process has replaced it.</summary>
    public async Task DropAsync(string rejected, CancellationToken cancellationToken)
    {
        if (await RemoveAsync(tokens => tokens.AccessToken == rejected, cancellationToken).ConfigureAwait(false))
            log.Dropped(flow.Name);
    }

    // Whether there are no tokens afterwards.
    private async Task<bool> RemoveAsync(Func<TokenSet, bool> isMeant, CancellationToken cancellationToken)
    {
        try
        {
            return await UpdateAsync((tokens, _) => Task.FromResult(tokens is null || isMeant(tokens) ? null : tokens), cancellationToken).ConfigureAwait(false) is null;
        }
        catch (Exception exception) when (!IsCancellation(exception, cancellationToken))
        {
            throw TokenErrors.StoreFailed(exception);
        }
    }

    private async Task<TokenSet?> UpdateAsync(Func<TokenSet?, CancellationToken, Task<TokenSet?>> change, CancellationToken cancellationToken)
    {
        TokenSet? changed = null;
        using var obtained = new CancellationTokenSource();
        _ = LogWaitAsync(obtained.Token);
        try
        {
            await store.UpdateAsync(
                key,
                async (tokens, token) =>
                {
                    await obtained.CancelAsync().ConfigureAwait(false);
                    return changed = await change(tokens, token).ConfigureAwait(false);
                },
                cancellationToken).ConfigureAwait(false);
            return obtained.IsCancellationRequested ? changed : throw new InvalidOperationException($"UpdateAsync of {store.GetType().Name} ended without a call of the change.");
        }
        catch (TimeoutException exception) when (!obtained.IsCancellationRequested)
        {
            throw TokenErrors.LockNotObtained(store.GetLockName(key), exception);
        }
        finally
        {
            await obtained.CancelAsync().ConfigureAwait(false);
        }
    }

    private async Task LogWaitAsync(CancellationToken obtained)
    {
        await Task.Delay(Moment, time, obtained).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!obtained.IsCancellationRequested)
            log.WaitsForLock(flow.Name, store.GetLockName(key));
    }

    private static bool IsCancellation(Exception exception, CancellationToken cancellationToken)
        => exception is OperationCanceledException && cancellationToken.IsCancellationRequested;
}
