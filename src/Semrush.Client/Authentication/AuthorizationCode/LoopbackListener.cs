using Semrush.Client.Authentication.AuthorizationCode.Internal;

namespace Semrush.Client.Authentication;

/// <summary>Waits on this machine for a browser to come back (RFC 8252, section 7.3).</summary>
/// <remarks>
/// <para>It listens only while a sign-in waits for its response, and takes one. It may serve any number of sign-ins, one after the other.</para>
/// <para>
/// A callback of another request, or one that cannot be read, is passed over: its browser shows why, <c>onRejected</c>
/// is called, and the wait goes on. If it ends without a callback, the exception says what came last.
/// </para>
/// </remarks>
public sealed class LoopbackListener
{
    private static readonly Uri DefaultAddress = new("http://127.0.0.1/callback");
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(5);

    private readonly Func<Uri, CancellationToken, Task> _openBrowser;
    private readonly Action<SemrushAuthenticationException>? _onRejected;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;

    /// <summary>A listener.</summary>
    /// <param name="openBrowser">Opens a page in a browser, or shows its address.</param>
    /// <param name="redirectUri">Where to wait: http, this machine, a port and a path. Without a port, a free one is chosen. <c>http://127.0.0.1/callback</c> when left out.</param>
    /// <param name="timeout">How long to wait; 5 minutes when left out.</param>
    /// <param name="timeProvider">The clock; the system's when left out.</param>
    /// <param name="onRejected">
    /// Called on a thread of the pool for each callback that is passed over, with the reason and what to do about it. An exception of it ends the sign-in. Not called when left out.
    /// </param>
    /// <exception cref="ArgumentException">The address is not http on this machine.</exception>
    public LoopbackListener(
        Func<Uri, CancellationToken, Task> openBrowser,
        Uri? redirectUri = null,
        TimeSpan? timeout = null,
        TimeProvider? timeProvider = null,
        Action<SemrushAuthenticationException>? onRejected = null)
    {
        ArgumentNullException.ThrowIfNull(openBrowser);
        var address = redirectUri ?? DefaultAddress;
        if (!address.IsAbsoluteUri || address.Scheme != Uri.UriSchemeHttp || !address.IsLoopback || address.Query.Length > 0 || address.Fragment.Length > 0)
            throw new ArgumentException("The address must be http on this machine, such as http://127.0.0.1:8400/callback, without query and fragment.", nameof(redirectUri));
        _timeout = timeout ?? DefaultTimeout;
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(_timeout, TimeSpan.Zero, nameof(timeout));
        _openBrowser = openBrowser;
        _onRejected = onRejected;
        _time = timeProvider ?? TimeProvider.System;
        RedirectUri = address.IsDefaultPort ? new UriBuilder(address) { Port = LoopbackServer.FindPort(address) }.Uri : address;
    }

    /// <summary>Where the browser has to be sent, the port included.</summary>
    public Uri RedirectUri { get; }

    /// <summary>Has the page of a request opened, and waits for the browser to come back.</summary>
    /// <param name="request">The request; its redirect URI is the one of this listener.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The address that the browser came back to, not yet checked.</returns>
    /// <exception cref="SemrushAuthenticationException">The browser did not come back in time, or the port is in use.</exception>
    public async Task<Uri> ReceiveAsync(AuthorizationRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.RedirectUri != RedirectUri)
            throw new ArgumentException($"The request sends the browser elsewhere: set RedirectUri of the flow to {RedirectUri}.", nameof(request));

        using var limit = new CancellationTokenSource(_timeout, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        SemrushAuthenticationException? last = null;
        try
        {
            using var server = LoopbackServer.Start(request, Reject, _time);
            var callback = server.ReceiveAsync(linked.Token);
            var opened = _openBrowser(request.Uri, linked.Token);
            // Some ways of opening a browser end with the browser; the answer comes before that.
            if (await Task.WhenAny(callback, opened).ConfigureAwait(false) == opened)
                await opened.ConfigureAwait(false);
            return await callback.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw CallbackErrors.NobodyCame(_timeout, last);
        }

        void Reject(SemrushAuthenticationException fault)
        {
            last = fault;
            _onRejected?.Invoke(fault);
        }
    }
}
