using Semrush.Client.Authentication.Tokens.Internal;

namespace Semrush.Client.Authentication.Tokens;

public sealed partial class TokenManager
{
    /// <summary>A token other than the one that a server has just refused, where it can be had without a person.</summary>
    internal async Task<string?> RenewAsync(string rejected, CancellationToken cancellationToken)
    {
        var lease = await JoinAsync(rejected, cancellationToken).ConfigureAwait(false);
        // The flight may have been under way for another reason and bring back the very token that was refused.
        if (lease?.Tokens.AccessToken == rejected)
            lease = await JoinAsync(rejected, cancellationToken).ConfigureAwait(false);
        return lease?.Tokens.AccessToken == rejected ? null : lease?.Tokens.AccessToken;
    }

    private async Task<string> GetAsync(CancellationToken cancellationToken)
    {
        var lease = await JoinAsync(null, cancellationToken).ConfigureAwait(false);
        // A flight that was to replace a refused token may end with none; the next one signs in.
        lease ??= await JoinAsync(null, cancellationToken).ConfigureAwait(false);
        return lease?.Tokens.AccessToken ?? throw TokenErrors.NoToken();
    }

    private Task<Lease?> JoinAsync(string? rejected, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            // A caller that read the old token before it was replaced starts nothing.
            if (_lease is { } lease && lease.Tokens.AccessToken != rejected && _time.GetUtcNow() < lease.FreshUntil)
                return Task.FromResult<Lease?>(lease);
            // On the thread pool and with a token of its own: neither the first caller's context nor its cancellation reaches it.
            _flight ??= Task.Run(() => FlyAsync(rejected));
            return _flight.WaitAsync(cancellationToken);
        }
    }

    private async Task<Lease?> FlyAsync(string? rejected)
    {
        try
        {
            var lease = await _renewal.RunAsync(rejected, _lifetime.Token).ConfigureAwait(false);
            Volatile.Write(ref _lease, lease);
            return lease;
        }
        finally
        {
            lock (_gate)
                _flight = null;
        }
    }
}
