using Microsoft.Kiota.Abstractions.Authentication;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.Authentication.Internal;

/// <summary>The connection of a flow to its token endpoint, apart from the calls that its tokens are for.</summary>
internal sealed class TokenEndpoint : IDisposable
{
    private readonly HttpClient _http;
    private readonly bool _ownsHttp;

    public TokenEndpoint(TokenFlowOptions options, HttpClient? http, TimeProvider time)
    {
        // Secrets travel in these bodies: the address has to pass the same check as that of a client.
        if (SettingsCheck.FindInAddress(options.BaseAddress, options.AllowLoopbackHttp) is { } fault)
            throw new ArgumentException(fault, nameof(options));
        _ownsHttp = http is null;
        _http = http ?? HttpPipeline.CreateWithTimeout(options.Timeout);
        Transport = new(_http, new(new AnonymousAuthenticationProvider()), new(options.BaseAddress), time);
    }

    public Transport Transport { get; }

    public void Dispose()
    {
        if (_ownsHttp)
            _http.Dispose();
    }
}
