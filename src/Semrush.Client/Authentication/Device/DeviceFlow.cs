using Semrush.Client.Authentication.Device.Internal;
using Semrush.Client.Authentication.Internal;
using Semrush.Client.DeviceAuthorization;

namespace Semrush.Client.Authentication;

/// <summary>The device authorization grant (RFC 8628) of Semrush: a person approves in any browser, and the program polls.</summary>
/// <remarks>
/// <para>Polls are never earlier than the interval of the server. They continue after its failures until the code expires.</para>
/// <para>Access tokens last 7 days. They are refreshed only where <see cref="DeviceFlowOptions.ClientId"/> and
/// <see cref="DeviceFlowOptions.ClientSecret"/> are set; without them the person signs in again.</para>
/// </remarks>
public sealed class DeviceFlow : ITokenFlow, IDisposable
{
    private readonly DeviceFlowOptions _options;
    private readonly ClientCredentials? _client;
    private readonly Uri? _refreshEndpoint;
    private readonly IReadOnlyList<string> _scopes;
    private readonly FlowConnection _connection;
    private readonly DeviceAuthorizationClient _server;

    /// <summary>A sign-in by device code.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="httpClient">Sends the requests, and is never disposed; it must not follow redirects. A new one when left out.</param>
    /// <param name="timeProvider">The clock; the system's when left out.</param>
    /// <exception cref="ArgumentException">A setting is wrong; the message names it.</exception>
    public DeviceFlow(DeviceFlowOptions options, HttpClient? httpClient = null, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        var (id, secret) = (options.ClientId, options.ClientSecret);
        // A public client of RFC 8628 has no secret; its tokens are not refreshed.
        var hasNone = string.IsNullOrEmpty(secret) && (string.IsNullOrEmpty(id) || options.CodeParameters == DeviceCodeParameters.Form);
        _client = hasNone ? null : new(id, secret);
        _refreshEndpoint = FlowConnection.CheckedRefreshEndpoint(options.RefreshEndpoint, options);
        _scopes = FlowConnection.CheckedScopes(options.Scopes);
        _connection = new("device", options, httpClient, timeProvider, "https://oauth.semrush.com", _client?.Id ?? PublicClientId, _scopes);
        _server = new(_connection.Transport);
    }

    /// <inheritdoc />
    /// <value>Semrush's. With <see cref="TokenFlowOptions.BaseAddress"/>, that address alone.</value>
    public CredentialHosts Hosts => _connection.Hosts;

    /// <inheritdoc />
    public string Name => _connection.Name;

    /// <summary>Obtains a code, has it shown, and polls until the person has approved or the code has expired.</summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="SemrushAuthenticationException">Denied by the person, rejected by the server, expired, or no prompt.</exception>
    /// <exception cref="SemrushApiException">The code could not be obtained.</exception>
    public async Task<TokenSet> SignInAsync(CancellationToken cancellationToken)
    {
        var prompt = _options._prompt ?? throw new SemrushAuthenticationException(
            "A sign-in by device code needs a person, and there is no way to show the code.",
            $"Call {nameof(DeviceFlowOptions)}.{nameof(DeviceFlowOptions.UsePrompt)}, or sign in beforehand and share the token store.",
            new(DevicePoller.CodeOperation));
        var code = await CreateCodeAsync(cancellationToken).ConfigureAwait(false);
        var poller = new DevicePoller(_server, PublicClientId, code, _options.MayBeHttp, _connection.Time);
        using var signIn = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // On another thread: some ways of opening a browser block until the browser is closed.
        var shown = Task.Run(() => prompt(poller.Prompt, signIn.Token), CancellationToken.None);
        var polled = poller.PollAsync(signIn.Token);
        try
        {
            if (await Task.WhenAny(polled, shown).ConfigureAwait(false) == shown)
                await shown.ConfigureAwait(false);
            return await polled.ConfigureAwait(false);
        }
        finally
        {
            await signIn.CancelAsync().ConfigureAwait(false);
            Forget(shown);
            Forget(polled);
        }
    }

    /// <inheritdoc />
    public Task<TokenSet?> RenewAsync(TokenSet tokens, CancellationToken cancellationToken)
        => _connection.RefreshAsync(tokens, _client, _refreshEndpoint, cancellationToken);

    /// <summary>Closes the connections, unless they are yours.</summary>
    public void Dispose() => _connection.Dispose();

    // Semrush names no client in these requests; RFC 8628 does.
    private string? PublicClientId
        => _options is { CodeParameters: DeviceCodeParameters.Form, ClientId: { Length: > 0 } id } ? id : null;

    private async Task<DeviceCodeResponse> CreateCodeAsync(CancellationToken cancellationToken)
    {
        var parameters = _options.CodeParameters;
        var query = parameters == DeviceCodeParameters.Form ? null : _scopes;
        var form = parameters == DeviceCodeParameters.Query ? null : new DeviceCodeRequest { Scope = _scopes, ClientId = PublicClientId };
        try
        {
            return await _server.CreateDeviceCodeAsync(form, new() { Scope = query }, cancellationToken).ConfigureAwait(false);
        }
        catch (SemrushAuthenticationException rejection)
        {
            throw SignInStep.DeviceCode.Rejected(rejection);
        }
    }

    // A failure after the end of the sign-in has no effect: this keeps it from being reported as unobserved.
    private static void Forget(Task task) => task.ContinueWith(
        static ended => _ = ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
}
