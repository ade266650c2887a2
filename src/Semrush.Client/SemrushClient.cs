using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using Semrush.Client.Diagnostics.Internal;
using Semrush.Client.Http.Internal;
using Semrush.Client.Http.Limits.Internal;
using Semrush.Client.Http.Retry.Internal;

namespace Semrush.Client;

/// <summary>The Semrush API: one property for each API area.</summary>
/// <remarks>
/// Make one and keep it: it holds the connections, and all its members may be used from any thread. Every failure of a
/// call is a <see cref="SemrushApiException"/>; bad arguments are an <see cref="ArgumentException"/> before anything is sent. What a
/// credential provider of yours throws comes through as it is, and so does a cancellation.
/// </remarks>
public partial class SemrushClient : IDisposable
{
    private readonly HttpClient _http = null!;
    private readonly bool _ownsHttp;
    private readonly RetrySettings _settings = null!;
    private readonly ServerAddress _server = null!;
    private readonly TimeProvider _time = null!;
    private readonly ClientLifetime _lifetime = new();
    private readonly CredentialSet? _credentials;
    private readonly Func<IAuthenticationProvider?, CallLimits?> _limits = null!;
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
    /// <param name="httpClient">Sends the requests, and is never disposed; of its time limit and that of the settings, the shorter one counts. It must not follow redirects: a redirect could carry a body elsewhere.</param>
    /// <remarks>
    /// The client retries by itself. A handler that retries a request fails the call with a <see cref="SemrushConnectionException"/> that says so; one that
    /// buffers or copies the body first is not noticed, and hedging and time limits of a handler end calls early. Proxies, trace headers and the time limit of a
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
        // Taken now: whoever changes the settings later changes nothing.
        (_settings, _server, _time) = (RetrySettings.From(options), new(options.BaseAddress), options._timeProvider);
        _limits = Account.LimitsFor(options);
        _log = new((options._loggerFactory ?? NullLoggerFactory.Instance).CreateLogger<SemrushClient>());
    }

    /// <summary>A request adapter for one Kiota client of your own, with the connections and the credential of this client.</summary>
    /// <remarks>
    /// Where <see cref="SemrushClientOptions.BaseAddress"/> is set, the adapter keeps the path of the server that the Kiota client names, and sends to
    /// <see cref="SemrushClientOptions.BaseAddress"/>; a request to another host fails with <see cref="SemrushAuthenticationException"/>.
    /// Its requests are neither limited nor repeated by this client, and do not count for its limits.
    /// </remarks>
    /// <exception cref="InvalidOperationException">The client has credentials for single API areas only.</exception>
    public virtual IRequestAdapter CreateRequestAdapter() => new KiotaAdapter(
        Credentials.Default ?? throw new InvalidOperationException("There is no credential that is not bound to one API area: hand the adapter a provider of its own."),
        _server,
        _http);

    /// <summary>Closes the connections, unless they are yours.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc cref="Dispose()"/>
    /// <param name="disposing">Whether it is called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        _lifetime.End();
        if (disposing && _ownsHttp)
            _http.Dispose();
    }

    private CredentialSet Credentials => _credentials ?? throw Transport.Missing(nameof(SemrushClient));

    // Called by the generated property of each API area, once.
    private Transport TransportFor(string area)
    {
        var credential = Credentials.Find(area);
        return TransportFactory.Create(_http, credential, _limits(credential), _settings, _server, _time, _log, _lifetime);
    }
}
