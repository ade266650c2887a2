
namespace Semrush.Client.Authentication;

/// <summary>Where tokens outlive a process, or are shared between several.</summary>
/// <remarks>
/// <para>
/// An implementation is safe for any number of threads. <see cref="ReadAsync"/> is called when a client starts and when its token
/// nears its end, not for each call; <see cref="UpdateAsync"/> once for each renewal.
/// </para>
/// <para>
/// A refresh token is good for one use. Whoever shares a store therefore renews under its lock: of all updates of one
/// key, in all processes, one runs at a time, and it is given what the one before it wrote.
/// </para>
/// <para>
/// A key says flow, client, scopes, server and account. Tokens of one key are never returned for another.
/// </para>
/// </remarks>
public interface ITokenStore
{
    /// <summary>The tokens of a grant.</summary>
    /// <param name="key">The grant: a name without secrets.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The tokens; <see langword="null"/> where there are none, or none that can be read.</returns>
    ValueTask<TokenSet?> ReadAsync(string key, CancellationToken cancellationToken);

    /// <summary>Changes the tokens of a grant, alone.</summary>
    /// <param name="key">The grant: a name without secrets.</param>
    /// <param name="change">
    /// Gets the tokens as they are now and returns those to keep: the same ones to leave everything as it is,
    /// <see langword="null"/> to remove them. What it returns is stored before this method ends.
    /// </param>
    /// <param name="cancellationToken">Ends the wait for the lock, and is handed to the change.</param>
    /// <returns>What the change returned, which is what a <see cref="TokenManager"/> uses. A store that ends without a call of the change fails.</returns>
    /// <exception cref="TimeoutException">The lock could not be obtained within the time that the store waits for it; the change was not called.</exception>
    Task<TokenSet?> UpdateAsync(string key, Func<TokenSet?, CancellationToken, Task<TokenSet?>> change, CancellationToken cancellationToken);

    /// <summary>The name of the lock that an update waits for, such as a path: <see cref="TokenManager"/> logs it when the wait takes longer than a second.</summary>
    /// <param name="key">The key of the tokens: a name without secrets.</param>
    /// <returns>The name of the lock; the name of the type unless the store overrides this.</returns>
    string GetLockName(string key) => GetType().Name;
}
