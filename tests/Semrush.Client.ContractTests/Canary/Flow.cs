using Microsoft.Kiota.Abstractions.Authentication;
using Semrush.Client.Authentication;

namespace Semrush.Client.ContractTests.Canary;

/// <summary>A way to be let in: by a flow, or by a credential in the settings.</summary>
internal sealed record Flow(
    string Name,
    string[] TokenOperations,
    Action<SemrushClientOptions, Scene>? Settings = null,
    Func<Scene, ITokenFlow>? Create = null,
    Action<SemrushBuilder, Scene>? Register = null)
{
    public static readonly Flow[] All =
    [
        new("API key", [], (options, scene) => options.ApiKey = scene.Credentials.ApiKey),
        new("static token", [], (options, scene) => options.AccessToken = scene.Credentials.AccessToken),
        new("device", ["CreateDeviceCode", "CreateDeviceToken"], null, scene => new DeviceFlow(Device(new(), scene)), (builder, scene) => builder.UseDeviceFlow(options => Device(options, scene))),
        new("loopback", ["CreateAccessToken"], null, scene => new AuthorizationCodeFlow(Code(new(), scene, true)), (builder, scene) => builder.UseAuthorizationCode(options => Code(options, scene, true))),
        new("paste", ["CreateAccessToken"], null, scene => new AuthorizationCodeFlow(Code(new(), scene, false)), (builder, scene) => builder.UseAuthorizationCode(options => Code(options, scene, false))),
        new("App Center", ["CreateBearerToken"], null, scene => new AppCenterFlow(App(new(), scene)), (builder, scene) => builder.UseAppCenter(options => App(options, scene))),
        new("Ahrefs web", ["CreateAccessToken"], null, scene => new AhrefsFlow(Ahrefs(scene, false)), (builder, scene) => Custom(builder, scene, new AhrefsFlow(Ahrefs(scene, false)))),
        new("Ahrefs desktop", [], null, scene => new AhrefsFlow(Ahrefs(scene, true)), (builder, scene) => Custom(builder, scene, new AhrefsFlow(Ahrefs(scene, true)))),
    ];

    public bool IsAppCenter => Name == "App Center";

    public string ApiOperation => IsAppCenter ? "GetViewerStatus" : "GetUserLimits";

    public Task CallAsync(SemrushClient client, CancellationToken cancellationToken) => IsAppCenter
        ? client.AppCenter.GetViewerStatusAsync(new() { UserId = 5511383 }, cancellationToken: cancellationToken)
        : client.MapRankTracker.GetUserLimitsAsync(cancellationToken: cancellationToken);

    public override string ToString() => Name;

    private static T Common<T>(T options, Scene scene)
        where T : TokenFlowOptions
    {
        (options.BaseAddress, options.Timeout) = (scene.Address, Scene.Timeout);
        return scene.Recording.Evidence.Keep(options);
    }

    private static DeviceFlowOptions Device(DeviceFlowOptions options, Scene scene)
    {
        (options.ClientId, options.ClientSecret) = (scene.Credentials.ClientId, scene.Credentials.ClientSecret);
        return Common(options.UsePrompt(scene.PromptAsync), scene);
    }

    private static AuthorizationCodeFlowOptions Code(AuthorizationCodeFlowOptions options, Scene scene, bool isLoopback)
    {
        (options.ClientId, options.ClientSecret) = (scene.Credentials.ClientId, scene.Credentials.ClientSecret);
        options = isLoopback
            ? options.UseBrowser(scene.Recording.Evidence.Keep(new LoopbackListener(scene.OpenBrowserAsync, timeout: TimeSpan.FromSeconds(1))))
            : options.UseBrowser(scene.Recording.Evidence.Keep(new PasteUrl((page, _) => Task.FromResult<string?>(scene.Browse(page).AbsoluteUri))));
        return Common(options, scene);
    }

    private static AppCenterFlowOptions App(AppCenterFlowOptions options, Scene scene)
    {
        (options.AppId, options.AppSecret) = (scene.Credentials.AppId, scene.Credentials.AppSecret);
        return Common(options, scene);
    }

    private static AhrefsFlowOptions Ahrefs(Scene scene, bool isDesktop)
    {
        var options = new AhrefsFlowOptions { RedirectUri = Scene.AhrefsRedirect, InvitationUrl = scene.Invitation };
        if (!isDesktop)
            (options.ClientId, options.ClientSecret) = (scene.Credentials.AhrefsId, scene.Credentials.AhrefsSecret);
        scene.IsDesktop = isDesktop;
        return Common(options.UseBrowser((request, _) => Task.FromResult(scene.Browse(scene.Recording.Evidence.Keep(request).Uri))), scene);
    }

    private static void Custom(SemrushBuilder builder, Scene scene, ITokenFlow flow)
        => builder.UseAuthenticationProvider(_ => new BaseBearerTokenAuthenticationProvider(scene.Manage(flow)));
}
