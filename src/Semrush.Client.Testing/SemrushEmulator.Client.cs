using Semrush.Client.Authentication;

namespace Semrush.Client.Testing;

public sealed partial class SemrushEmulator
{
    /// <summary>A client of this emulator, with its API key. It has a rate limit only where the emulator enforces one.</summary>
    /// <param name="configure">Changes the settings further, such as <c>Retry.MaxRetries</c>.</param>
    public SemrushClient CreateClient(Action<SemrushClientOptions>? configure = null)
    {
        var options = new SemrushClientOptions { RateLimit = { Enabled = _hasRateLimit } };
        Configure(options);
        configure?.Invoke(options);
        return new SemrushClient(options);
    }

    /// <summary>Points settings at this emulator: its address and its API key. For an application under test.</summary>
    /// <param name="options">The settings; what concerns neither address nor credential stays as it is.</param>
    public void Configure(SemrushClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.BaseAddress = Address;
        options.ApiKey = ApiKey;
        options.AccessToken = null;
    }

    /// <summary>Points a sign-in at this emulator: its address, and the client or app that it knows.</summary>
    /// <param name="options">The settings of the flow; prompts, browsers, scopes and redirect addresses stay as they are.</param>
    public void Configure(TokenFlowOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.BaseAddress = Address;
        switch (options)
        {
            case AuthorizationCodeFlowOptions code:
                (code.ClientId, code.ClientSecret) = (Authorization.ClientId, Authorization.ClientSecret);
                break;
            case AppCenterFlowOptions app:
                (app.AppId, app.AppSecret) = (AppCenter.AppId, AppCenter.AppSecret);
                break;
            case AhrefsFlowOptions ahrefs:
                (ahrefs.ClientId, ahrefs.ClientSecret) = (Ahrefs.ClientId, Ahrefs.ClientSecret);
                break;
        }
    }
}
