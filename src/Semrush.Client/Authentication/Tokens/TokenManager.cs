using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using Semrush.Client.Authentication.Internal;
using Semrush.Client.Authentication.Tokens.Internal;

namespace Semrush.Client.Authentication;

/// <summary>Provides the access token of a flow: cached, refreshed before it expires, and by one refresh for all callers.</summary>
/// <remarks>
/// <para>It is a Kiota access token provider, so it also serves a Kiota client. Every member may be used from any thread.</para>
/// <para>One manager has the tokens of one account: a web application makes one for each of its users. Where two people sign in under the
/// same account, the tokens of the second one replace those of the first.</para>
/// <para>A token is refreshed after four fifths of its lifetime. Where that fails while the token still lasts, the token stays in
/// use.</para>
/// <para>Tokens are dropped in two cases only; the call fails with <see cref="SemrushAuthenticationException"/>, and the next one signs in.
/// Either the token endpoint returns the OAuth error <c>invalid_grant</c> or <c>invalid_request</c>: the refresh token is invalid. Or
/// tokens that cannot be refreshed are rejected by the API, in its own form, at two requests of one call. A response of anything else, such
/// as a gateway, drops nothing.</para>
/// <para>Another process that holds the lock of the store is waited for, and event 12 is logged after a second; the store limits the wait.
/// A process may hold it for as long as a person takes to sign in.</para>
/// <para>Where the store fails after new tokens were obtained, the calls that waited for them fail with the store's exception. The tokens
/// are not lost: later calls get them, and saving is tried again.</para>
/// <para>A refresh that has begun is not cancelled, neither by a caller nor by <see cref="Dispose"/>, as its refresh token is spent.
/// <see cref="DisposeAsync"/> waits for it.</para>
/// </remarks>
public sealed class TokenManager : IAccessTokenProvider, IDisposable, IAsyncDisposable
{
    private readonly CredentialHosts _hosts;
    private readonly TimeProvider _time;
    private readonly StoredTokens _stored;
    private readonly CancellationTokenSource _lifetime = new();
    private readonly CancellationToken _disposed;
    private readonly Lock _gate = new();
    private volatile CachedToken? _cached;
    private (Task<CachedToken?> Task, string? Rejected)? _refresh;
    private int _generation;

    /// <summary>The account where none is named: <c>default</c>.</summary>
    public const string DefaultAccount = "default";

    /// <summary>A manager of the tokens of one account.</summary>
    /// <param name="flow">Obtains and refreshes the tokens.</param>
    /// <param name="store">Keeps them; in memory when left out.</param>
    /// <param name="hosts">Where they may be sent; those of the flow when left out.</param>
    /// <param name="timeProvider">The clock; the system's when left out.</param>
    /// <param name="loggerFactory">The logger factory: docs/observability.md lists the events. Nothing is logged when left out.</param>
    /// <param name="account">Whose tokens they are: a name of your own, without secrets, as it is part of keys and compared letter by
    /// letter. <see cref="DefaultAccount"/> when left out. Managers of one flow, store and account share one sign-in.</param>
    /// <exception cref="ArgumentException">The account is empty, white space or not valid Unicode.</exception>
    public TokenManager(
        ITokenFlow flow,
        ITokenStore? store = null,
        CredentialHosts? hosts = null,
        TimeProvider? timeProvider = null,
        ILoggerFactory? loggerFactory = null,
        string account = DefaultAccount)
    {
        ArgumentNullException.ThrowIfNull(flow);
        _hosts = hosts ?? flow.Hosts;
        _time = timeProvider ?? TimeProvider.System;
        var log = (loggerFactory ?? NullLoggerFactory.Instance).CreateLogger<TokenManager>();
        Key = FlowName.WithAccount(flow.Name, account);
        _stored = new(flow, store ?? new InMemoryTokenStore(), Key, _time, log);
        _disposed = _lifetime.Token;
    }

    /// <summary>The hosts that get the token. This is a copy; changing it has no effect.</summary>
    public AllowedHostsValidator AllowedHostsValidator => field ??= new(_hosts.Names);

    /// <summary>The key of the tokens in their store: the names of flow and account.</summary>
    internal string Key { get; }

    /// <summary>The access token, where the address may have it.</summary>
    /// <param name="uri">Where the token is going to be sent.</param>
    /// <param name="additionalAuthenticationContext">Not used.</param>
    /// <param name="cancellationToken">Cancels the wait of this caller; a refresh that others may wait for continues.</param>
    /// <exception cref="SemrushAuthenticationException">The address may not have it, or no token is available: sign in.</exception>
    public Task<string> GetAuthorizationTokenAsync(
        Uri uri,
        Dictionary<string, object>? additionalAuthenticationContext = null,
        CancellationToken cancellationToken = default)
    {
        _hosts.EnsureAllowed(uri);
        return _cached is { } cached && cached.IsFreshAt(_time.GetUtcNow()) ? cached.Token : GetAsync(cancellationToken);
    }

    /// <summary>Obtains new tokens, whether or not there are some, and keeps them.</summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="SemrushAuthenticationException">Rejected or denied; or the tokens are not saved, but used from memory.</exception>
    public async Task SignInAsync(CancellationToken cancellationToken = default)
        => Take(await _stored.SignInAsync(cancellationToken).ConfigureAwait(false));

    /// <summary>Takes over tokens that were obtained elsewhere, as by a web application that completes the flow in a request.</summary>
    /// <param name="tokens">The tokens.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="SemrushAuthenticationException">They are not saved, but used from memory.</exception>
    public async Task AcceptAsync(TokenSet tokens, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        Take(await _stored.AcceptAsync(tokens, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Forgets the tokens of this account, here and in the store. Semrush documents no way to revoke them.</summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="SemrushAuthenticationException">The store failed, and may still have them.</exception>
    public async Task SignOutAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await _stored.SignOutAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Replace(null);
        }
    }

    /// <summary>Cancels a sign-in that is under way; a refresh is finished in the background.</summary>
    public void Dispose()
    {
        if (_disposed.IsCancellationRequested)
            return;
        _lifetime.Cancel();
        _lifetime.Dispose();
    }

    /// <summary>Cancels a sign-in that is under way, and waits until the tokens of a refresh are saved.</summary>
    public async ValueTask DisposeAsync()
    {
        Task? refresh;
        lock (_gate)
            refresh = _refresh?.Task;
        Dispose();
        if (refresh is not null)
            await refresh.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Returns the type name; it does not contain the tokens.</summary>
    public override string ToString() => nameof(TokenManager);

    /// <summary>The token for a retry after the API has rejected one: another one, where it is available without a person.</summary>
    /// <returns>The rejected token itself, where it cannot be refreshed and has not expired; none where there is no token at all.</returns>
    internal async Task<string?> RenewAsync(string rejected, CancellationToken cancellationToken)
    {
        var cached = await JoinRefreshAsync(rejected, out var isForRejected, cancellationToken).ConfigureAwait(false);
        // A refresh that was under way for another reason may return the rejected token.
        if (cached?.Tokens.AccessToken == rejected && !isForRejected)
            cached = await JoinRefreshAsync(rejected, out _, cancellationToken).ConfigureAwait(false);
        return cached?.Tokens.AccessToken;
    }

    /// <summary>Drops a token that the API has rejected twice, unless the store has another one by now. The next call signs in.</summary>
    internal async Task DropAsync(string rejected, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            // One of the callers with this token drops it for all.
            if (_cached?.Tokens.AccessToken != rejected)
                return;
            _generation++;
            _cached = null;
        }

        await _stored.DropAsync(rejected, cancellationToken).ConfigureAwait(false);
    }

    private async Task<string> GetAsync(CancellationToken cancellationToken)
    {
        CachedToken? cached;
        // A refresh of a rejected token may end without a token. One that this caller starts signs in or fails.
        do
            cached = await JoinRefreshAsync(null, out _, cancellationToken).ConfigureAwait(false);
        while (cached is null);
        return cached.Tokens.AccessToken;
    }

    private Task<CachedToken?> JoinRefreshAsync(string? rejected, out bool isForRejected, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            isForRejected = false;
            // A caller that read the old token before it was replaced starts no refresh.
            if (_cached is { } cached && cached.Tokens.AccessToken != rejected && cached.IsFreshAt(_time.GetUtcNow()))
                return Task.FromResult<CachedToken?>(cached);
            ObjectDisposedException.ThrowIf(_disposed.IsCancellationRequested, this);
            var refresh = _refresh ??= (StartRefresh(_cached, rejected, _generation), rejected);
            isForRejected = refresh.Rejected == rejected;
            return refresh.Task.WaitAsync(cancellationToken);
        }
    }

    private Task<CachedToken?> StartRefresh(CachedToken? cached, string? rejected, int generation)
    {
        // On the thread pool and without the caller's token: the cancellation of one caller does not stop the refresh for others.
        var refresh = Task.Run(() => RefreshAsync(cached, rejected, generation));
        // All callers may have left: this keeps a failure from being reported as unobserved.
        _ = refresh.ContinueWith(
            static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return refresh;
    }

    private async Task<CachedToken?> RefreshAsync(CachedToken? cached, string? rejected, int generation)
    {
        try
        {
            var (token, failure) = await _stored.RefreshAsync(cached, rejected, _disposed).ConfigureAwait(false);
            // A sign-in or a sign-out in the meantime takes precedence.
            lock (_gate)
                _cached = generation == _generation ? token : _cached;
            if (failure is not null)
                ExceptionDispatchInfo.Throw(failure);
            return token;
        }
        catch (OperationCanceledException) when (_disposed.IsCancellationRequested)
        {
            throw new ObjectDisposedException(nameof(TokenManager));
        }
        finally
        {
            lock (_gate)
                _refresh = null;
        }
    }

    private void Take(RefreshResult result)
    {
        if (result.Token is { } token)
            Replace(token);
        if (result.Failure is { } failure)
            ExceptionDispatchInfo.Throw(failure);
    }

    private void Replace(CachedToken? token)
    {
        lock (_gate)
        {
            _generation++;
            _cached = token;
        }
    }
}
