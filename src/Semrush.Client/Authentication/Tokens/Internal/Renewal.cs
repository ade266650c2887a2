using Semrush.Client.Authentication.Stores;

namespace Semrush.Client.Authentication.Tokens.Internal;

/// <summary>The way to a usable token: what the store has, else new tokens for old ones, else a sign-in.</summary>
internal sealed class Renewal(ITokenFlow flow, ITokenStore store, TimeProvider time)
{
    /// <summary>A usable token.</summary>
    /// <param name="rejected">A token that a server refused; nobody is asked to sign in then, as a call is waiting for its answer.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>Nothing where there is no other token than the rejected one.</returns>
    public async Task<Lease?> RunAsync(string? rejected, CancellationToken cancellationToken)
    {
        var stored = await store.ReadAsync(flow.Name, cancellationToken).ConfigureAwait(false);
        var now = time.GetUtcNow();
        if (stored is not null && stored.AccessToken != rejected && now < stored.RenewAt)
            return new(stored, stored.RenewAt);

        var attempt = new Attempt(flow, rejected, time);
        var kept = await store.UpdateAsync(flow.Name, attempt.ChangeAsync, cancellationToken).ConfigureAwait(false);
        attempt.ThrowIfRefused();
        return kept is null ? null : new(kept, attempt.FreshUntil ?? kept.RenewAt);
    }

    public async Task<Lease> SignInAsync(CancellationToken cancellationToken)
    {
        var tokens = await store.UpdateAsync(flow.Name, async (_, token) => await flow.SignInAsync(token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        return new(tokens!, tokens!.RenewAt);
    }

    public Task SignOutAsync(CancellationToken cancellationToken)
        => store.UpdateAsync(flow.Name, static (_, _) => Task.FromResult<TokenSet?>(null), cancellationToken);
}
