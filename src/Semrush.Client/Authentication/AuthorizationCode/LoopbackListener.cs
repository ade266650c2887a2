using Semrush.Client.Authentication.AuthorizationCode.Internal;

namespace Semrush.Client.Authentication;

/// <summary>Waits on this machine for a browser to come back (RFC 8252, section 7.3).</summary>
/// <remarks>
/// <para>It listens only while a sign-in waits for its callback, and takes one. It may serve several sign-ins, one after the other.</para>
/// <para>A callback of another request, or one that cannot be parsed, is ignored: its browser shows the reason, <c>onRejected</c> is
/// called, and the wait continues. Where it ends without a callback, the exception has the reason of the last one.</para>
/// </remarks>
public sealed class LoopbackListener
{
    private readonly Func<Uri, CancellationToken, Task> _openBrowser;
    private readonly Action<SemrushAuthenticationException>? _onRejected;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;

    /// <summary>A listener.</summary>
    /// <param name="openBrowser">Opens a page in a browser, or shows its address.</param>
    /// <param name="redirectUri">Where to wait, on a free port where it has none; <c>http://127.0.0.1/callback</c> when left out.</param>
    /// <param name="timeout">How long to wait; 5 minutes when left out.</param>
    /// <param name="timeProvider">The clock; the system's when left out.</param>
    /// <param name="onRejected">Gets the reason of each callback that is ignored. Its exception ends the sign-in.</param>
    /// <exception cref="ArgumentException">The address is not http on this machine.</exception>
    public LoopbackListener(
        Func<Uri, CancellationToken, Task> openBrowser,
        Uri? redirectUri = null,
        TimeSpan? timeout = null,
        TimeProvider? timeProvider = null,
        Action<SemrushAuthenticationException>? onRejected = null)
    {
        ArgumentNullException.ThrowIfNull(openBrowser);
        var address = redirectUri ?? new("http://127.0.0.1/callback");
        if (address is not { IsAbsoluteUri: true, Scheme: "http", IsLoopback: true, Query: "", Fragment: "" })
            throw new ArgumentException(
                "The address must be http on this machine, such as http://127.0.0.1:8400/callback, without query and fragment.",
                nameof(redirectUri));
        _timeout = timeout ?? TimeSpan.FromMinutes(5);
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
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The address that the browser came back to, not yet checked.</returns>
    /// <exception cref="SemrushAuthenticationException">The browser did not come back in time, or the port is in use.</exception>
    public async Task<Uri> ReceiveAsync(AuthorizationRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.RedirectUri != RedirectUri)
            throw new ArgumentException($"The request has another redirect URI: set that of the flow to {RedirectUri}.", nameof(request));
        using var limit = new CancellationTokenSource(_timeout, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        SemrushAuthenticationException? last = null;
        try
        {
            using var server = new LoopbackServer(request, Reject, _time);
            var callback = server.ReceiveAsync(linked.Token);
            var opened = _openBrowser(request.Uri, linked.Token);
            // Some ways of opening a browser end with the browser; the callback comes before that.
            if (await Task.WhenAny(callback, opened).ConfigureAwait(false) == opened)
                await opened.ConfigureAwait(false);
            return await callback.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            var reason = last is null ? "" : $" The last callback was not used: {last.Message}";
            throw CallbackQuery.Fault($"The browser did not come back within {_timeout:c}.{reason}", CallbackQuery.SignInAgain);
        }

        void Reject(SemrushAuthenticationException fault)
        {
            last = fault;
            _onRejected?.Invoke(fault);
        }
    }
}
