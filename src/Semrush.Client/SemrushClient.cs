using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary;
using Semrush.Client.Diagnostics.Internal;
using Semrush.Client.Http.Internal;
using Semrush.Client.Http.Limits.Internal;

namespace Semrush.Client;

/// <summary>The Semrush API: one property for each API area.</summary>
/// <remarks>
/// Make one and keep it: it holds the connections, and all its members may be used from any thread. Every failure of a
/// call is a <see cref="SemrushApiException"/>; bad arguments are an <see cref="ArgumentException"/> before anything is sent. What a
/// credential provider of yours throws comes through as it is, and so does a cancellation.
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
    private readonly CallLog _log = null!;

    /// <summary>A client with connections of its own.</summary>
    /// <param name="options">The settings, a credential among them.</param>
    /// <exception cref="ArgumentException">A setting is missing or contradicts another; the message names it.</exception>
    public SemrushClient(SemrushClientOptions options)
        : this(options, HttpPipeline.Create(options), ownsHttp: true, [])
    {
    }

    /// <summary>A client over connections of yours. docs/reliability.md says which handlers cannot be used.</summary>
    /// <param name="options">The settings, a credential among them.</param>
    /// <param name="httpClient">
    /// Sends the requests, and is never disposed; of its time limit and that of the settings, the shorter one counts. It must not follow
    /// redirects: a redirect could carry a body elsewhere.
    /// </param>
    /// <remarks>
    /// The client retries by itself. A handler that retries a request fails the call with a <see cref="SemrushConnectionException"/> that
    /// says so; one that
    /// buffers or copies the body first is not noticed, and hedging and time limits of a handler end calls early. Proxies, trace headers
    /// and the time limit of a
    /// connection are those of the handler; plain http through a proxy fails the call where the handler is one of .NET's.
    /// </remarks>
    /// <exception cref="ArgumentException">A setting is missing or contradicts another; the message names it.</exception>
    public SemrushClient(SemrushClientOptions options, HttpClient httpClient)
        : this(options, httpClient, ownsHttp: false, [])
    {
    }

    /// <summary>A client for a test, which overrides the API areas that it needs.</summary>
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
        // Taken now: a later change of the settings has no effect.
        (_settings, _server, _time) = (Call.Settings.From(options), new(options.BaseAddress), options._timeProvider);
        _limits = Account.LimitsFor(options);
        _log = new((options._loggerFactory ?? NullLoggerFactory.Instance).CreateLogger<SemrushClient>());
    }

    /// <summary>
    /// A handler that gives any <see cref="HttpClient"/> what the calls of this client have: credentials, rate limit, retries and time
    /// limits.
    /// </summary>
    /// <remarks>
    /// <para>
    /// A request is told by its method and path: an operation of a contract is retried by its retry class and has its own limits, any other
    /// one is
    /// retried by its method. Each response that is no success is returned as it is; an exception is thrown only for a credential, a limit
    /// and
    /// a connection. Where <see cref="SemrushClientOptions.BaseAddress"/> is set, requests to Semrush's servers go there, and those to any
    /// other host fail.
    /// </para>
    /// <para>
    /// Turn off the time limit of the <see cref="HttpClient"/>, as it ends a call with all its retries: the time limits are those of this
    /// client.
    /// </para>
    /// </remarks>
    public virtual HttpMessageHandler CreateHandler()
    {
        _ = Credentials;
        return new TransportHandler(TransportFor, _server);
    }

    /// <summary>A request adapter for one Kiota client of your own, over <see cref="CreateHandler"/>.</summary>
    /// <remarks>
    /// The Kiota client names its server by itself, and gets the failures of its own kind for responses that are no success.
    /// </remarks>
    public virtual IRequestAdapter CreateRequestAdapter() => new HttpClientRequestAdapter(
        new AnonymousAuthenticationProvider(),
        httpClient: new HttpClient(CreateHandler()) { Timeout = Timeout.InfiniteTimeSpan });

    /// <summary>A call that this library has no method for: JSON in, JSON out.</summary>
    /// <param name="method">
    /// The HTTP method. A request that may have reached the server is retried only where the method is safe, or where a contract says so of
    /// the path.
    /// </param>
    /// <param name="address">
    /// An absolute address at one of Semrush's servers, or a path with its query at <c>https://api.semrush.com</c>, such as
    /// <c>/apis/v4/map-rank-tracker/v0/limits</c>.
    /// </param>
    /// <param name="body">The JSON to send; none when left out.</param>
    /// <param name="options">What may be left out.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The JSON of the response, its envelope included; undefined where the response has no body.</returns>
    /// <exception cref="ArgumentException">The address is neither.</exception>
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
            throw new ArgumentException("Give an address of https, or a path.", nameof(address));
        var (area, operation, place) = _server.Identify(method, named);
        var json = body is { } given ? Encoding.UTF8.GetBytes(given.GetRawText()) : null;
        var request = ApiRequest.Foreign(operation, place, json, json is null ? null : "application/json", [], options?.OnResponse);
        return TransportFor(area).SendAnyAsync(request, cancellationToken);
    }

    /// <summary>
    /// Closes the connections, unless they are yours: a request under way, the reading of its response included, ends with an
    /// <see cref="ObjectDisposedException"/>. A call that waits for the rate limit or for a retry does so at its next request.
    /// </summary>
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
        // First, so that a request that is ended shows why.
        _disposed.Cancel();
        if (_ownsHttp)
            _http.Dispose();
    }

    private CredentialSet Credentials => _credentials ?? throw Transport.Missing(nameof(SemrushClient));

    private Transport TransportFor(string area) => _transports.GetOrAdd(area, CreateTransport);

    private Transport CreateTransport(string area)
    {
        var credential = Credentials.Find(area);
        var disposed = _disposed.Token;
        var closed = _ownsHttp ? disposed : CancellationToken.None;
        return new(_http, credential, _limits(credential), _settings, _server, _time, _log, disposed, closed);
    }
}
