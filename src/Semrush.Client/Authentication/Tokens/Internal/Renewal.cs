using Semrush.Client.Authentication.Stores;

namespace Semrush.Client.Authentication.Tokens.Internal;

/// <summary>The way to a usable token: what the store has, else new tokens for old ones, else a sign-in.</summary>
internal sealed class Renewal(ITokenFlow flow, ITokenStore store, TimeProvider time)
{
    /// <summary>A usable token.</summary>
    /// <param name="held">What has been handed out so far.</param>
    /// <param name="rejected">A token that a server refused; nobody is asked to sign in then, as a call is waiting for its answer.</param>
    /// <param name="cancellationToken">Ends the attempt, unless a refresh token has been sent already.</param>
    /// <returns>No lease where there is no other token than the rejected one.</returns>
    public async Task<Outcome> RunAsync(Lease? held, string? rejected, CancellationToken cancellationToken)
    {
        var attempt = new Attempt(flow, held, rejected, time);
        try
        {
            var isSaved = held is not { IsSaved: false };
            if (isSaved && await store.ReadAsync(flow.Name, cancellationToken).ConfigureAwait(false) is { } stored && attempt.IsFresh(stored))
                return new(new Lease(stored));
            return attempt.Saved(await store.UpdateAsync(flow.Name, attempt.ChangeAsync, cancellationToken).ConfigureAwait(false));
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
            return attempt.Saved(await store.UpdateAsync(flow.Name, (_, token) => attempt.ChangeAsync(null, token), cancellationToken).ConfigureAwait(false));
        }
        catch (Exception exception) when (attempt.IsOfStore(exception) && !IsCancellation(exception, cancellationToken))
        {
            return attempt.Unsaved(exception);
        }
    }

    public async Task SignOutAsync(CancellationToken cancellationToken)
    {
        try
        {
            await store.UpdateAsync(flow.Name, static (_, _) => Task.FromResult<TokenSet?>(null), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!IsCancellation(exception, cancellationToken))
        {
            throw TokenErrors.StoreFailed(exception);
        }
    }

    private static bool IsCancellation(Exception exception, CancellationToken cancellationToken)
        => exception is OperationCanceledException && cancellationToken.IsCancellationRequested;
}
