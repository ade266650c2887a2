using Microsoft.Extensions.Logging;
using Semrush.Client.Authentication.Stores.Internal;
using Semrush.Client.Diagnostics.Internal;

namespace Semrush.Client.Authentication.Tokens.Internal;

/// <summary>The tokens of one flow and account in their store.</summary>
internal sealed class StoredTokens(ITokenFlow flow, ITokenStore store, string key, TimeProvider time, ILogger log)
{
    // A longer wait for the lock of a store is logged.
    private static readonly TimeSpan LoggedWait = TimeSpan.FromSeconds(1);

    /// <summary>A usable token: the stored one, else a refreshed one, else that of a sign-in.</summary>
    /// <returns>No token where one was rejected, and only a sign-in would bring another.</returns>
    public Task<RefreshResult> RefreshAsync(CachedToken? cached, string? rejected, CancellationToken cancellationToken)
        => RunAsync(new(flow, time, log, cached, rejected), canUseStored: cached is not { IsSaved: false }, cancellationToken);

    public Task<RefreshResult> SignInAsync(CancellationToken cancellationToken)
        => RunAsync(new(flow, time, log) { IsSignIn = true }, canUseStored: false, cancellationToken);

    /// <summary>Saves the tokens of a sign-in elsewhere.</summary>
    public Task<RefreshResult> AcceptAsync(TokenSet tokens, CancellationToken cancellationToken)
        => RunAsync(new(flow, time, log) { Obtained = tokens }, canUseStored: false, cancellationToken);

    public Task SignOutAsync(CancellationToken cancellationToken) => RemoveAsync(static _ => true, cancellationToken);

    /// <summary>Removes a token that cannot be used any more, unless another process has replaced it.</summary>
    public async Task DropAsync(string rejected, CancellationToken cancellationToken)
    {
        if (await RemoveAsync(tokens => tokens.AccessToken == rejected, cancellationToken).ConfigureAwait(false))
            log.Dropped(flow.Name);
    }

    private async Task<RefreshResult> RunAsync(TokenUpdate update, bool canUseStored, CancellationToken cancellationToken)
    {
        try
        {
            if (canUseStored && await store.ReadAsync(key, cancellationToken).ConfigureAwait(false) is { } stored)
            {
                if (update.IsFresh(stored))
                    return new(new CachedToken(stored));
                update.Read = stored;
            }

            return update.Saved(await UpdateAsync(update.ChangeAsync, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception exception) when (!update.IsOfFlow(exception) && !IsCancellation(exception, cancellationToken))
        {
            return update.Unsaved(exception);
        }
    }

    // Returns whether there are no tokens afterwards.
    private async Task<bool> RemoveAsync(Func<TokenSet, bool> isMeant, CancellationToken cancellationToken)
    {
        try
        {
            var update = UpdateAsync((tokens, _) => Task.FromResult(tokens is null || isMeant(tokens) ? null : tokens), cancellationToken);
            return await update.ConfigureAwait(false) is null;
        }
        catch (Exception exception) when (!IsCancellation(exception, cancellationToken))
        {
            throw StoreErrors.Failed(exception);
        }
    }

    private async Task<TokenSet?> UpdateAsync(
        Func<TokenSet?, CancellationToken, Task<TokenSet?>> change, CancellationToken cancellationToken)
    {
        TokenSet? changed = null;
        using var locked = new CancellationTokenSource();
        _ = LogWaitAsync(locked.Token);
        try
        {
            await store.UpdateAsync(key, ChangeAsync, cancellationToken).ConfigureAwait(false);
            return locked.IsCancellationRequested
                ? changed
                : throw new InvalidOperationException($"UpdateAsync of {store.GetType().Name} ended without a call of the change.");
        }
        catch (TimeoutException exception) when (!locked.IsCancellationRequested)
        {
            throw StoreErrors.LockNotObtained(store.GetLockName(key), exception, "in time");
        }
        finally
        {
            await locked.CancelAsync().ConfigureAwait(false);
        }

        async Task<TokenSet?> ChangeAsync(TokenSet? tokens, CancellationToken token)
        {
            await locked.CancelAsync().ConfigureAwait(false);
            return changed = await change(tokens, token).ConfigureAwait(false);
        }
    }

    private async Task LogWaitAsync(CancellationToken locked)
    {
        await Task.Delay(LoggedWait, time, locked).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!locked.IsCancellationRequested)
            log.WaitsForLock(flow.Name, store.GetLockName(key));
    }

    private static bool IsCancellation(Exception exception, CancellationToken cancellationToken)
        => exception is OperationCanceledException && cancellationToken.IsCancellationRequested;
}
