using Semrush.Client.Authentication.Device.Internal;
using Semrush.Client.Authentication.Internal;
using Semrush.Client.Authentication.Tokens;
using Semrush.Client.DeviceAuthorization;

namespace Semrush.Client.Authentication.Device;

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
        var client = ClientCredentials.From(options.ClientId, options.ClientSecret);
        var refreshEndpoint = TokenEndpoint.Checked(options.RefreshEndpoint, options, nameof(options.RefreshEndpoint));
        _options = options;
        _time = timeProvider ?? TimeProvider.System;
        _scopes = ScopeList.From(options.Scopes);
        Name = FlowName.Of("device", options, "https://oauth.semrush.com", client?.Id, _scopes);
        _endpoint = new(options, httpClient, _time);
        _server = new(_endpoint.Transport);
        _refresh = new(_endpoint, refreshEndpoint, client, _time);
    }

    /// <inheritdoc />
    public string Name { get; }

    /// <summary>Asks for a code, has it shown, and polls until the person has approved.</summary>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The tokens.</returns>
    /// <exception cref="Http.SemrushAuthenticationException">The person declined, the code expired, the server refused, or nobody can be shown the code.</exception>
    /// <exception cref="Http.SemrushApiException">The code could not be had.</exception>
    public async Task<TokenSet> SignInAsync(CancellationToken cancellationToken)
    {
        var prompt = _options._prompt ?? throw DeviceErrors.NoPrompt();
        var response = await _server.CreateDeviceCodeAsync(_scopes, cancellationToken).ConfigureAwait(false);
        var grant = new DeviceGrant(response, _options.AllowLoopbackHttp, _time);
        await prompt(grant.Prompt, cancellationToken).ConfigureAwait(false);
        return await new DevicePoller(_server, _time).PollAsync(grant, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public Task<TokenSet?> RenewAsync(TokenSet tokens, CancellationToken cancellationToken) => _refresh.RenewAsync(tokens, cancellationToken);

    /// <summary>Closes the connections, unless they are yours.</summary>
    public void Dispose() => _endpoint.Dispose();
}
