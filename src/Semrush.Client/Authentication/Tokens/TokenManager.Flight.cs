using System.Runtime.ExceptionServices;
using Semrush.Client.Authentication.Tokens.Internal;

namespace Semrush.Client.Authentication;

public sealed partial class TokenManager
{
    /// <summary>The token for a second request after the API has rejected one: another one, where it is available without a person.</summary>
    /// <returns>The rejected token itself, where it cannot be refreshed and its time is not over; none where there is no token at all.</returns>
    internal async Task<string?> RenewAsync(string rejected, CancellationToken cancellationToken)
    {
        var lease = await JoinAsync(rejected, cancellationToken).ConfigureAwait(false);
        // The flight may have been under way for another reason and bring back the very token that was refused.
        if (lease?.Tokens.AccessToken == rejected)
            lease = await JoinAsync(rejected, cancellationToken).ConfigureAwait(false);
        return lease?.Tokens.AccessToken;
    }

    /// <summary>Drops a token that the API has rejected twice, unless the store has another one by now. The next call signs in.</summary>
    internal async Task DropAsync(string rejected, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            // One of the callers who had it drops it for all.
            if (_lease?.Tokens.AccessToken != rejected)
                return;
            _generation++;
            _lease = null;
        }

        await _renewal.DropAsync(rejected, cancellationToken).ConfigureAwait(false);
    }

    private async Task<string> GetAsync(CancellationToken cancellationToken)
    {
        Lease? lease;
        // Only a flight that was to replace a refused token ends with none. One of the caller's own signs in or fails.
        do
            lease = await JoinAsync(null, cancellationToken).ConfigureAwait(false);
        while (lease is null);
        return lease.Tokens.AccessToken;
    }

    private Task<Lease?> JoinAsync(string? rejected, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            // A caller that read the old token before it was replaced starts nothing.
            if (_lease is { } lease && lease.Tokens.AccessToken != rejected && lease.IsFreshAt(_time.GetUtcNow()))
                return Task.FromResult<Lease?>(lease);
            ObjectDisposedException.ThrowIf(_ended.IsCancellationRequested, this);
            return (_flight ??= TakeOff(_lease, rejected, _generation)).WaitAsync(cancellationToken);
        }
    }

    private Task<Lease?> TakeOff(Lease? held, string? rejected, int generation)
    {
        // On the thread pool and with a token of its own: the first caller's cancellation does not reach it.
        var flight = Task.Run(() => FlyAsync(held, rejected, generation));
        // When every caller has left, nobody else looks at its failure.
        _ = flight.ContinueWith(static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return flight;
    }

    private async Task<Lease?> FlyAsync(Lease? held, string? rejected, int generation)
    {
        try
        {
            var (lease, failure) = await _renewal.RunAsync(held, rejected, _ended).ConfigureAwait(false);
            Keep(lease, generation);
            if (failure is not null)
                ExceptionDispatchInfo.Throw(failure);
            return lease;
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            throw new ObjectDisposedException(nameof(TokenManager));
        }
        finally
        {
            lock (_gate)
                _flight = null;
        }
    }

    private void Keep(Lease? lease, int generation)
    {
        lock (_gate)
        {
            // Whoever signed in or out in the meantime has the last word.
            if (generation == _generation)
                _lease = lease;
        }
    }

    private void Replace(Lease? lease)
    {
        lock (_gate)
        {
            _generation++;
            _lease = lease;
        }
    }
}
