using Semrush.Client.Http.Internal;

namespace Semrush.Client.Authentication.Internal;

/// <summary>The connection of a flow to its token endpoint, apart from the calls that its tokens are for.</summary>
internal sealed class TokenEndpoint : IDisposable
{
    private readonly HttpClient _http;
    private readonly bool _ownsHttp;

    public TokenEndpoint(TokenFlowOptions options, HttpClient? http, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        // Secrets travel in these bodies: the address has to pass the same check as that of a client.
        var fault = SettingsCheck.FindInAddress(options.BaseAddress) ?? SettingsCheck.FindInTimeout(options.Timeout);
        if (fault is not null)
            throw new ArgumentException(fault, nameof(options));
        _ownsHttp = http is null;
        _http = http ?? HttpPipeline.CreateWithTimeout(options.Timeout);
        Transport = new(_http, options.Timeout, new(options.BaseAddress), time);
    }

    public Transport Transport { get; }

    /// <summary>An address of the settings that takes secrets, checked as <see cref="TokenFlowOptions.BaseAddress"/> is.</summary>
    public static Uri? Checked(Uri? address, TokenFlowOptions options, string name)
        => SettingsCheck.FindInAddress(address, name, options.MayBeHttp) is { } fault ? throw new ArgumentException(fault, nameof(options)) : address;

    public void Dispose()
    {
        if (_ownsHttp)
            _http.Dispose();
    }
}
