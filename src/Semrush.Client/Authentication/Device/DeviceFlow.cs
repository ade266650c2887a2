using Semrush.Client.Authentication.Device.Internal;
using Semrush.Client.Authentication.Internal;
using Semrush.Client.DeviceAuthorization;

namespace Semrush.Client.Authentication;

/// <summary>The device authorization grant (RFC 8628) as Semrush does it: a person approves in any browser, and this program polls for the tokens.</summary>
/// <remarks>
/// <para>The polling obeys the interval of the server and never asks earlier. Lost connections and failures of the server are waited out until the code expires.</para>
/// <para>
/// Access tokens last 7 days. They are refreshed only where <see cref="DeviceFlowOptions.ClientId"/> and
/// <see cref="DeviceFlowOptions.ClientSecret"/> are set; without them the person signs in again.
/// </para>
/// </remarks>
public sealed class DeviceFlow : ITokenFlow, IDisposable
{
    private readonly DeviceFlowOptions _options;
    private readonly TimeProvider _time;
    private readonly IReadOnlyList<string> _scopes;
    private readonly TokenEndpoint _endpoint;
    private readonly DeviceAuthorizationClient _server;
    private readonly TokenRefresh _refresh;

    /// <summary>A sign-in by device code.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="httpClient">Sends the requests, and is never disposed; it must not follow redirects. One of its own when left out.</param>
    /// <param name="timeProvider">The clock; the system's when left out.</param>
    /// <exception cref="ArgumentException">A setting is wrong; the message names it.</exception>
    public DeviceFlow(DeviceFlowOptions options, HttpClient? httpClient = null, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        // A public client of RFC 8628 has no secret; its tokens are not refreshed.
        var isPublic = options.CodeParameters == DeviceCodeParameters.Form && string.IsNullOrEmpty(options.ClientSecret);
        var client = isPublic ? null : ClientCredentials.From(options.ClientId, options.ClientSecret);
        var refreshEndpoint = TokenEndpoint.Checked(options.RefreshEndpoint, options, nameof(options.RefreshEndpoint));
        _options = options;
        _time = timeProvider ?? TimeProvider.System;
        _scopes = ScopeList.From(options.Scopes);
        Hosts = CredentialHosts.For(options.BaseAddress);
        Name = FlowName.Of("device", options, "https://oauth.semrush.com", client?.Id ?? PublicClientId, _scopes);
        _endpoint = new(options, httpClient, _time);
        _server = new(_endpoint.Transport);
        _refresh = new(_endpoint, refreshEndpoint, client, _time);
    }

    /// <inheritdoc />
    /// <value>Semrush's. With <see cref="TokenFlowOptions.BaseAddress"/>, that address alone.</value>
    public CredentialHosts Hosts { get; }

    /// <inheritdoc />
    public string Name { get; }

    /// <summary>Asks for a code, has it shown, and polls until the person has approved or the code has expired, also while the prompt is open.</summary>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The tokens.</returns>
    /// <exception cref="SemrushAuthenticationException">The person denied the sign-in, the code expired, the server rejected a request, or there is no prompt that shows the code.</exception>
    /// <exception cref="SemrushApiException">The code could not be obtained.</exception>
    public async Task<TokenSet> SignInAsync(CancellationToken cancellationToken)
    {
        var prompt = _options._prompt ?? throw DeviceErrors.NoPrompt();
        var grant = new DeviceGrant(await CreateCodeAsync(cancellationToken).ConfigureAwait(false), _options.MayBeHttp, _time);
        using var signIn = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // On a thread of its own: some ways of opening a browser block until the browser is closed.
        var shown = Task.Run(() => prompt(grant.Prompt, signIn.Token), CancellationToken.None);
        var polled = new DevicePoller(_server, PublicClientId, _time).PollAsync(grant, signIn.Token);
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
    public Task<TokenSet?> RenewAsync(TokenSet tokens, CancellationToken cancellationToken) => _refresh.RenewAsync(tokens, cancellationToken);

    /// <summary>Closes the connections, unless they are yours.</summary>
    public void Dispose() => _endpoint.Dispose();

    // Semrush names no client in these requests; RFC 8628 does.
    private string? PublicClientId => _options is { CodeParameters: DeviceCodeParameters.Form, ClientId.Length: > 0 } ? _options.ClientId : null;

    private async Task<DeviceCodeResponse> CreateCodeAsync(CancellationToken cancellationToken)
    {
        var query = _options.CodeParameters == DeviceCodeParameters.Form ? null : _scopes;
        var form = _options.CodeParameters == DeviceCodeParameters.Query ? null : new DeviceCodeRequest { Scope = _scopes, ClientId = PublicClientId };
        try
        {
            return await _server.CreateDeviceCodeAsync(form, new() { Scope = query }, cancellationToken).ConfigureAwait(false);
        }
        catch (SemrushAuthenticationException refusal)
        {
            throw Refusal.At(SignInStep.DeviceCode, refusal);
        }
    }

    // A failure after the end of the sign-in has no effect: this keeps it from being reported as unobserved.
    private static void Forget(Task task) => task.ContinueWith(
        static ended => _ = ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
}
