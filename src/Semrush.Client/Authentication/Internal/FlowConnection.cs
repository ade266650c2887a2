using System.Text;
using Semrush.Client.Http.Internal;
using Semrush.Client.Http.Retry.Internal;
using Semrush.Client.OAuth;

namespace Semrush.Client.Authentication.Internal;

/// <summary>The parts that every flow has: name, hosts, clock, and a connection to its server.</summary>
internal sealed class FlowConnection : IDisposable
{
    private static readonly IReadOnlyList<string> DefaultScopes = ["user.id"];
    private static readonly ApiOperation Refresh = new("OAuth.CreateAccessToken", HttpMethod.Post, RetryClass.Never)
    {
        Authenticated = false,
        Sensitive = true,
    };

    private readonly HttpClient _http;
    private readonly bool _ownsHttp;

    // Server and hosts are for settings without an address.
    public FlowConnection(
        string kind, TokenFlowOptions options, HttpClient? http, TimeProvider? time,
        string server, string? client, IReadOnlyList<string>? scopes = null, CredentialHosts? hosts = null)
    {
        // These requests contain secrets: the address passes the same check as that of a client.
        if ((SettingsCheck.FindInAddress(options.BaseAddress) ?? SettingsCheck.FindInTimeout(options.Timeout)) is { } fault)
            throw new ArgumentException(fault, nameof(options));
        var address = new ServerAddress(options.BaseAddress);
        Time = time ?? TimeProvider.System;
        Hosts = CredentialHosts.For(options.BaseAddress, hosts);
        Name = FlowName.Create(kind, client, scopes ?? [], address.Resolve(server));
        _ownsHttp = http is null;
        _http = http ?? HttpPipeline.CreateWithTimeout(options.Timeout);
        Transport = new(_http, options.Timeout, address, Time);
    }

    public string Name { get; }

    public CredentialHosts Hosts { get; }

    public TimeProvider Time { get; }

    public Transport Transport { get; }

    /// <summary>The scopes of the settings, or the default one.</summary>
    public static IReadOnlyList<string> CheckedScopes(IList<string> scopes)
    {
        foreach (var scope in scopes)
            if (string.IsNullOrEmpty(scope) || scope.AsSpan().ContainsAny(" ,\t\r\n"))
                throw new ArgumentException("Scopes has an entry that is empty, or several in one: give each scope a separate entry.");
        return scopes.Count == 0 ? DefaultScopes : [.. scopes];
    }

    /// <summary>The RefreshEndpoint of the settings. It gets secrets, so it is checked as their BaseAddress is.</summary>
    public static Uri? CheckedRefreshEndpoint(Uri? endpoint, TokenFlowOptions options)
        => SettingsCheck.FindInAddress(endpoint, "RefreshEndpoint", options.MayBeHttp) is { } fault
            ? throw new ArgumentException(fault, nameof(options))
            : endpoint;

    /// <summary>Exchanges a refresh token at Semrush's OAuth token endpoint, or at the one of the settings.</summary>
    /// <returns>The new tokens; none without a refresh token or client credentials.</returns>
    public async Task<TokenSet?> RefreshAsync(
        TokenSet tokens, ClientCredentials? client, Uri? endpoint, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        if (client is null || string.IsNullOrEmpty(tokens.RefreshToken))
            return null;
        var request = new AccessTokenRequest
        {
            GrantType = GrantType.RefreshToken,
            ClientId = client.Id,
            ClientSecret = client.Secret,
            RefreshToken = tokens.RefreshToken,
        };
        try
        {
            var response = await SendAsync(request, endpoint, cancellationToken).ConfigureAwait(false);
            return new AccessTokenResponse(response).Read(Time, tokens.RefreshToken);
        }
        catch (SemrushAuthenticationException rejection)
        {
            throw SignInStep.Refresh.Rejected(rejection);
        }
    }

    public void Dispose()
    {
        if (_ownsHttp)
            _http.Dispose();
    }

    private Task<TokenResponse> SendAsync(AccessTokenRequest request, Uri? endpoint, CancellationToken cancellationToken)
    {
        if (endpoint is null)
            return new OAuthClient(Transport).CreateAccessTokenAsync(request, null, cancellationToken);
        var call = ApiCall.To(Refresh, endpoint.GetLeftPart(UriPartial.Path), $"");
        call.Form(request, OAuthJson.Default.AccessTokenRequest);
        return Transport.SendAsync(call, OAuthJson.Default.TokenResponse, null, cancellationToken);
    }
}

/// <summary>The key of tokens in a store: flow, client, scopes, server and account.</summary>
internal static class FlowName
{
    // By default, each unpaired surrogate would be escaped as the same replacement character.
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The part of the key that a flow knows.</summary>
    public static string Create(string kind, string? client, IReadOnlyList<string> scopes, string server)
    {
        var parts = new List<string> { kind };
        if (client is not null)
            parts.Add($"client={Uri.EscapeDataString(client)}");
        if (scopes.Count > 0)
            parts.Add($"scope={string.Join(',', scopes.Select(Uri.EscapeDataString).Order(StringComparer.Ordinal))}");
        parts.Add($"server={server.TrimEnd('/')}");
        return string.Join(';', parts);
    }

    /// <summary>The whole key. The account is last and escaped, so that it cannot be taken for another part.</summary>
    public static string WithAccount(string flowName, string account) => $"{flowName};account={Uri.EscapeDataString(Checked(account))}";

    /// <summary>The name of an account, where it is one.</summary>
    public static string Checked(string account)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(account);
        try
        {
            Strict.GetByteCount(account);
            return account;
        }
        catch (EncoderFallbackException)
        {
            throw new ArgumentException("The name of an account has half of a surrogate pair.", nameof(account));
        }
    }
}
