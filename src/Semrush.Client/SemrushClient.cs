using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary;
using Semrush.Client.Http.Internal;
using Semrush.Client.Http.Limits.Internal;

namespace Semrush.Client;

/// <summary>The Semrush API: one property for each API area.</summary>
/// <remarks>
/// Create one instance and reuse it: it owns the connections. All members are thread-safe. A failed call throws a
/// <see cref="SemrushApiException"/>. Invalid arguments throw an <see cref="ArgumentException"/> before a request is sent. Exceptions of
/// your own credential provider, and cancellations, are not wrapped.
/// </remarks>
public partial class SemrushClient : IDisposable
{
    private static readonly Uri DefaultServer = new("https://api.semrush.com/");

    private readonly ConcurrentDictionary<string, Transport> _transports = new(StringComparer.Ordinal);
    private readonly HttpClient _http = null!;
    private readonly bool _ownsHttp;
    private readonly Call.Settings _settings = null!;
    private readonly ServerAddress _server = null!;
    private readonly TimeProvider _time = null!;
    private readonly CancellationTokenSource _disposed = new();
    private readonly CredentialSet? _credentials;
    private readonly Func<IAuthenticationProvider?, AccountLimits?> _limits = null!;
    private readonly ILogger _log = null!;

    /// <summary>Creates a client with its own connections.</summary>
    /// <param name="options">The settings, including a credential.</param>
    /// <exception cref="ArgumentException">A setting is missing, not valid or in conflict with another; the message names it.</exception>
    public SemrushClient(SemrushClientOptions options)
        : this(options, HttpPipeline.Create(options), ownsHttp: true, [])
    {
    }

    /// <summary>Creates a client that uses your <see cref="HttpClient"/>. docs/reliability.md lists handlers that cannot be used.</summary>
    /// <param name="options">The settings, including a credential.</param>
    /// <param name="httpClient">
    /// Sends the requests. It is not disposed. The shorter of its timeout and the attempt timeout applies. It must not follow redirects,
    /// which could send a body to another host.
    /// </param>
    /// <remarks>
    /// The client retries by itself. If a handler retries a request, the call fails with a <see cref="SemrushConnectionException"/>; a
    /// handler that buffers or copies the body first is not detected. Hedging and timeouts of a handler end calls early. Proxies, trace
    /// headers and the connect timeout are those of the handler. With a handler of .NET, plain http through a proxy fails the call.
    /// </remarks>
    /// <exception cref="ArgumentException">A setting is missing, not valid or in conflict with another; the message names it.</exception>
    public SemrushClient(SemrushClientOptions options, HttpClient httpClient)
        : this(options, httpClient, ownsHttp: false, [])
    {
    }

    /// <summary>Creates a client for tests. Override the API areas that the test uses.</summary>
    protected SemrushClient()
    {
    }

    internal SemrushClient(
        SemrushClientOptions options,
        HttpClient httpClient,
        bool ownsHttp,
        IReadOnlyCollection<(string? Area, IAuthenticationProvider Provider)> registered)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(httpClient);
        _http = httpClient;
        _ownsHttp = ownsHttp;
        _credentials = new(options, registered);
        // Copied: later changes of the settings have no effect.
        (_settings, _server, _time) = (Call.Settings.From(options), new(options.BaseAddress), options._timeProvider);
        _limits = Account.LimitsFor(options);
        _log = (options._loggerFactory ?? NullLoggerFactory.Instance).CreateLogger<SemrushClient>();
    }

    private CredentialSet Credentials => _credentials ?? throw Transport.Missing(nameof(SemrushClient));

    /// <summary>
    /// Creates a handler that adds credentials, rate limit, retries and timeouts of this client to an <see cref="HttpClient"/>.
    /// </summary>
    /// <remarks>
    /// <para>
    /// A request with the method and path of an operation has the retry class and limits of that operation. Any other request is retried by
    /// its method. An error response is returned unchanged; a failure of the credential, the rate limit or the connection is an exception.
    /// If <see cref="SemrushClientOptions.BaseAddress"/> is set, requests to Semrush's servers are sent there. Requests to other hosts
    /// fail.
    /// </para>
    /// <para>Set <see cref="HttpClient.Timeout"/> to infinite: it includes all retries of a call. The timeouts of this client apply.</para>
    /// </remarks>
    public virtual HttpMessageHandler CreateHandler()
    {
        _ = Credentials;
        return new TransportHandler(TransportFor, _server);
    }

    /// <summary>Creates a request adapter, which uses <see cref="CreateHandler"/>, for one Kiota client that you generated.</summary>
    /// <remarks>
    /// The Kiota client has its own server address. An error response, or one with status 200 that reports a failure, is thrown as a
    /// <see cref="SemrushApiException"/>, which derives from Kiota's exception, and not as the error model that Kiota generated.
    /// </remarks>
    public virtual IRequestAdapter CreateRequestAdapter()
    {
        var handler = CreateHandler();
        if (handler is TransportHandler transport)
            transport.Throws = true;
        return new HttpClientRequestAdapter(
            new AnonymousAuthenticationProvider(),
            httpClient: new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan });
    }

    /// <summary>Sends JSON to, and reads JSON from, an address for which this library has no method.</summary>
    /// <param name="method">
    /// The HTTP method. If no contract has an operation with this method and path, the method determines the retry class: safe for GET,
    /// HEAD and OPTIONS, rejected otherwise.
    /// </param>
    /// <param name="address">
    /// An absolute address of one of Semrush's servers, or a path with its query at <c>https://api.semrush.com</c>, such as
    /// <c>/apis/v4/map-rank-tracker/v0/limits</c>.
    /// </param>
    /// <param name="body">The JSON to send; null for no body.</param>
    /// <param name="options">Optional settings of the call.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The JSON of the response, including its envelope; undefined if the response has no body.</returns>
    /// <exception cref="ArgumentException">The address is neither an http or https address nor a path.</exception>
    /// <exception cref="SemrushApiException">The call failed.</exception>
    public virtual Task<JsonElement> SendAsync(
        HttpMethod method,
        string address,
        JsonElement? body = null,
        RequestOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        _ = Credentials;
        ArgumentNullException.ThrowIfNull(method);
        ArgumentException.ThrowIfNullOrWhiteSpace(address);
        if (!Uri.TryCreate(DefaultServer, address, out var named) || named.Scheme is not ("https" or "http"))
            throw new ArgumentException("Give an https address or a path.", nameof(address));
        var (area, operation, place) = _server.Identify(method, named);
        var json = body is { } given ? Encoding.UTF8.GetBytes(given.GetRawText()) : null;
        var request = ApiRequest.Untyped(operation, place, json, json is null ? null : "application/json", [], options?.OnResponse);
        return TransportFor(area).SendAnyAsync(request, cancellationToken);
    }

    /// <summary>Closes the connections, unless the client uses your <see cref="HttpClient"/>.</summary>
    /// <remarks>
    /// A running request, including the reading of its response, ends with an <see cref="ObjectDisposedException"/>. A call that waits for
    /// the rate limit or for a retry ends with it at its next request.
    /// </remarks>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc cref="Dispose()"/>
    /// <param name="disposing">Whether it is called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        // First, so that a cancelled request throws an ObjectDisposedException.
        _disposed.Cancel();
        if (_ownsHttp)
            _http.Dispose();
    }

    private Transport TransportFor(string area) => _transports.GetOrAdd(area, CreateTransport);

    private Transport CreateTransport(string area)
    {
        var credential = Credentials.Find(area);
        var disposed = _disposed.Token;
        var closed = _ownsHttp ? disposed : CancellationToken.None;
        return new(_http, credential, _limits(credential), _settings, _server, _time, _log, disposed, closed);
    }
}
