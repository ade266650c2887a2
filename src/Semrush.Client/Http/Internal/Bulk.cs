using System.Runtime.CompilerServices;

namespace Semrush.Client.Http.Internal;

/// <summary>Many calls at once, their results in the order of the items.</summary>
internal static class Bulk
{
    private static readonly AsyncLocal<bool> Marker = new();

    /// <summary>Runs the calls. The rate limit sets the pace; here it is only seen to that there is always somebody in its queue.</summary>
    /// <param name="items">What to call for.</param>
    /// <param name="ahead">How many results there may be that nobody has taken yet: it bounds the memory.</param>
    /// <param name="call">One call.</param>
    /// <param name="cancellationToken">Ends all of them.</param>
    public static async IAsyncEnumerable<TResult> RunAsync<TItem, TResult>(
        IEnumerable<TItem> items,
        int ahead,
        Func<TItem, CancellationToken, Task<TResult>> call,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var abandoned = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var work = new InFlight<TResult>(abandoned);
        await using var _ = work.ConfigureAwait(false);
        foreach (var item in items)
        {
            work.Add(token => CallAsync(call, item, token));
            if (work.Count == ahead)
                yield return await work.TakeAsync(cancellationToken).ConfigureAwait(false);
        }

        while (work.Count > 0)
            yield return await work.TakeAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether the call that begins here is one of many, and gives way to single ones. What it calls in its turn, such as a provider of credentials, is not.</summary>
    /// <remarks>To be asked in an asynchronous method: what is set here ends with it.</remarks>
    public static bool TakeMark()
    {
        if (!Marker.Value)
            return false;
        Marker.Value = false;
        return true;
    }

    // What an asynchronous method sets ends with it: neither the reader nor the enumeration of the items sees it.
    private static async Task<TResult> CallAsync<TItem, TResult>(Func<TItem, CancellationToken, Task<TResult>> call, TItem item, CancellationToken cancellationToken)
    {
        Marker.Value = true;
        return await call(item, cancellationToken).ConfigureAwait(false);
    }
}
