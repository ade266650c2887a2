using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using Semrush.Client.Authentication.Internal;
using Semrush.Client.Authentication.Tokens.Internal;
using Semrush.Client.Diagnostics.Internal;

namespace Semrush.Client.Authentication;

/// <summary>Hands out the access token of a flow: cached, renewed in good time, and by one caller for all.</summary>
/// <remarks>
/// <para>It is a Kiota access token provider, so it also serves a Kiota client. Every member may be used from any thread.</para>
/// <para>
/// One manager has the tokens of one account: a web application makes one for each of its users. Two people who sign in under the same
/// account are one, and the second one replaces the first.
/// </para>
/// <para>
/// A token is refreshed after four fifths of its lifetime. Should that fail while the token still lasts, the token is used on.
/// </para>
/// <para>
/// Tokens are dropped in two cases only; the call fails with <see cref="SemrushAuthenticationException"/>, and the next one signs in. Either the
/// token endpoint says in an OAuth error, <c>invalid_grant</c> or <c>invalid_request</c>, that the refresh token is invalid; or tokens that cannot be
/// refreshed are rejected by the API, in its own form, at two requests of one call. A response of anything else on the way drops nothing.
/// </para>
/// <para>
/// Another process that holds the lock of the store is waited for, and event 12 is logged after a second; the store limits the wait. A process
/// may hold it for as long as a person takes to sign in.
/// </para>
/// <para>
/// Should the store fail after new tokens were obtained, the calls that waited for them fail with what the store says, so that
/// somebody hears of it. The tokens are not lost: later calls get them, and saving is tried again.
/// </para>
/// <para>
/// A renewal that has begun is not cancelled, neither by a caller nor by <see cref="Dispose"/>, as its refresh token is spent.
/// <see cref="DisposeAsync"/> waits for it.
/// </para>
/// </remarks>
public sealed partial class TokenManager : IAccessTokenProvider, IDisposable, IAsyncDisposable
{
    private readonly HostGate _hosts;
    private readonly TimeProvider _time;
    private readonly Renewal _renewal;
    private readonly CancellationTokenSource _lifetime = new();
    private readonly CancellationToken _ended;
    private readonly Lock _gate = new();
    private volatile Lease? _lease;
    private Task<Lease?>? _flight;
    private int _generation;

    /// <summary>The account where none is named: <c>default</c>.</summary>
    public const string DefaultAccount = "default";

    /// <summary>A manager of the tokens of one account.</summary>
    /// <param name="flow">How tokens are come by.</param>
    /// <param name="store">Where they are kept; in memory when left out.</param>
    /// <param name="hosts">Where they may be sent; those of the flow when left out.</param>
    /// <param name="timeProvider">The clock; the system's when left out.</param>
    /// <param name="loggerFactory">Makes the logger: docs/observability.md lists the events. Nothing is logged when left out.</param>
    /// <param name="account">
    /// Whose tokens they are: a name of your own, without secrets, as it is part of keys and compared letter by letter.
    /// <see cref="DefaultAccount"/> when left out. Managers of one flow, store and account share one sign-in; those of different accounts share nothing.
    /// </param>
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
        _hosts = new(hosts ?? flow.Hosts);
        _time = timeProvider ?? TimeProvider.System;
        var log = new TokenLog((loggerFactory ?? NullLoggerFactory.Instance).CreateLogger<TokenManager>());
        _renewal = new(new ObservedFlow(flow, log), store ?? new InMemoryTokenStore(), FlowName.WithAccount(flow.Name, account), _time, log);
        _ended = _lifetime.Token;
    }

    /// <summary>The hosts that get the token.</summary>
    public AllowedHostsValidator AllowedHostsValidator => _hosts.Validator;

    /// <summary>The access token, where the address may have it.</summary>
    /// <param name="uri">Where the token is going to be sent.</param>
    /// <param name="additionalAuthenticationContext">Not used.</param>
    /// <param name="cancellationToken">Ends the wait of this caller; a renewal that others may wait for goes on.</param>
    /// <exception cref="SemrushAuthenticationException">The address may not have it, or there is none to be had: sign in.</exception>
    public Task<string> GetAuthorizationTokenAsync(
        Uri uri,
        Dictionary<string, object>? additionalAuthenticationContext = null,
        CancellationToken cancellationToken = default)
    {
        _hosts.Demand(uri);
        return _lease is { } lease && lease.IsFreshAt(_time.GetUtcNow()) ? lease.Token : GetAsync(cancellationToken);
    }

    /// <summary>Obtains tokens anew, whether or not there are some, and keeps them.</summary>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="SemrushAuthenticationException">It was refused, or the tokens could not be saved; they are used from memory then.</exception>
    public async Task SignInAsync(CancellationToken cancellationToken = default)
        => Take(await _renewal.SignInAsync(cancellationToken).ConfigureAwait(false));

    /// <summary>Takes over tokens that were obtained elsewhere, and keeps them: for a web application that completes the flow in a request of its own.</summary>
    /// <param name="tokens">The tokens.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="SemrushAuthenticationException">They could not be saved; they are used from memory then.</exception>
    public async Task AcceptAsync(TokenSet tokens, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        Take(await _renewal.AcceptAsync(tokens, cancellationToken).ConfigureAwait(false));
    }

    private void Take(Outcome outcome)
    {
        var (lease, failure) = outcome;
        if (lease is not null)
            Replace(lease);
        if (failure is not null)
            ExceptionDispatchInfo.Throw(failure);
    }

    /// <summary>Forgets the tokens of this account, here and in the store. Semrush documents no way to revoke them.</summary>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="SemrushAuthenticationException">The store failed, and may still have them.</exception>
    public async Task SignOutAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await _renewal.SignOutAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Replace(null);
        }
    }

    /// <summary>Ends a sign-in that is under way; a renewal is finished in the background.</summary>
    public void Dispose()
    {
        if (_ended.IsCancellationRequested)
            return;
        _lifetime.Cancel();
        _lifetime.Dispose();
    }

    /// <summary>Ends a sign-in that is under way, and waits for a renewal, so that its tokens are saved before the process ends.</summary>
    public async ValueTask DisposeAsync()
    {
        Task? flight;
        lock (_gate)
            flight = _flight;
        Dispose();
        if (flight is not null)
            await flight.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>The name of the type, and nothing of the tokens.</summary>
    public override string ToString() => nameof(TokenManager);
}
