using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Kiota.Abstractions.Authentication;
using Semrush.Client.Authentication;
using Semrush.Client.ContractTests.Authorization;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Canary;

/// <summary>A program that uses one flow, and the server that it talks to.</summary>
internal sealed class Scene : IAsyncDisposable
{
    public const string AhrefsRedirect = "https://app.example/callback";

    public static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(500);

    private static readonly HttpClient Visitor = Loopback.CreateClient(followsRedirects: true);

    private readonly List<IAsyncDisposable> _made = [];

    public Scene(Recording recording, Flow flow, ITokenStore? store = null, Uri? server = null)
    {
        Recording = recording;
        Flow = flow;
        Store = new SeenStore(store ?? new InMemoryTokenStore(), recording);
        Emulator = SemrushEmulator.Start(new() { Authorization = new() { PollInterval = TimeSpan.FromSeconds(1), RefreshDeviceTokens = true } });
        Emulator.Ahrefs.RedirectUri = new(AhrefsRedirect);
        Credentials = Credentials.Of(Emulator, recording.Secrets);
        Address = server ?? Emulator.Address;
        IsEcho = server is not null;
    }

    public Recording Recording { get; }

    public Flow Flow { get; }

    public ITokenStore Store { get; }

    public SemrushEmulator Emulator { get; }

    public Credentials Credentials { get; set; }

    public Uri Address { get; set; }

    public CredentialHosts Hosts { get => field ?? CredentialHosts.Only(Address); set; }

    public bool IsEcho { get; }

    public bool IsDenied { get; set; }

    public bool IsDesktop { get; set; }

    /// <summary>Changes the address that the browser returns with.</summary>
    public Func<Uri, Uri> Alter { get; set; } = static callback => callback;

    public TokenManager? Manager { get; private set; }

    public Uri Invitation
    {
        get
        {
            using var client = Emulator.CreateClient();
            return new(client.AhrefsOAuth.GetAuthorizeAhrefsUri("none").GetLeftPart(UriPartial.Path));
        }
    }

    /// <summary>By constructors.</summary>
    public SemrushClient Build()
    {
        var options = Settings(new());
        if (Flow.Create is { } create)
            options.UseAccessTokenProvider(Manage(create(this)));
        return Recording.Evidence.Keep(new SemrushClient(options));
    }

    /// <summary>By registration.</summary>
    public SemrushClient Register()
    {
        var services = new ServiceCollection().AddLogging(logging => logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(Recording.Log));
        var builder = services.AddSemrush(options => Settings(options)).UseTokenStore(_ => Store);
        Flow.Register?.Invoke(builder, this);
        var provider = services.BuildServiceProvider();
        _made.Add(provider);
        // A host would do it at its start.
        provider.GetService<Microsoft.Extensions.Options.IStartupValidator>()?.Validate();
        var client = Recording.Evidence.Keep(provider.GetRequiredService<SemrushClient>());
        Manager ??= provider.GetKeyedService<TokenManager>(Flow.IsAppCenter ? $"{builder.Name}/AppCenter" : builder.Name);
        return client;
    }

    public TokenManager Manage(ITokenFlow flow)
    {
        Recording.Evidence.Keep(flow);
        Recording.Evidence.Add($"{Channel.Text} name", flow.Name);
        Manager = Recording.Evidence.Keep(new TokenManager(flow, Store, Hosts));
        _made.Add(Manager);
        return Manager;
    }

    public Task PromptAsync(DevicePrompt prompt, CancellationToken cancellationToken)
    {
        Recording.Evidence.Keep(prompt);
        if (IsDenied)
            Emulator.Authorization.DenyDevice(prompt.UserCode);
        else if (!IsEcho)
            Emulator.Authorization.ApproveDevice(prompt.UserCode);
        return Task.CompletedTask;
    }

    public async Task OpenBrowserAsync(Uri page, CancellationToken cancellationToken)
        => (await Visitor.GetAsync(Browse(page), cancellationToken)).Dispose();

    public Uri Browse(Uri page)
    {
        var callback = Alter(IsEcho ? EchoServer.Callback(page) : Decide(page));
        Recording.Secrets.Add("authorization code", Query.Of(callback, "code"));
        Recording.Secrets.Add("Ahrefs token", Query.Of(callback, "token"));
        return callback;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var made in _made)
            await made.DisposeAsync();
        Traffic.Collect(Emulator.Server, Flow.Name, Recording.Secrets);
        await Emulator.DisposeAsync();
    }

    private SemrushClientOptions Settings(SemrushClientOptions options)
    {
        (options.BaseAddress, options.AttemptTimeout) = (Address, Timeout);
        // One quick retry, so that its messages are searched as well.
        (options.Retry.MaxRetries, options.Retry.Delay, options.RateLimit.Enabled) = (1, TimeSpan.FromMilliseconds(1), false);
        Flow.Settings?.Invoke(options, this);
        return Recording.Evidence.Keep(options);
    }

    private Uri Decide(Uri page)
    {
        if (!Flow.Name.StartsWith("Ahrefs", StringComparison.Ordinal))
            return IsDenied ? Emulator.Authorization.DenyAuthorization(page) : Emulator.Authorization.ApproveAuthorization(page);
        Emulator.Ahrefs.IsDesktopApplication = IsDesktop;
        return IsDenied ? Emulator.Ahrefs.DenyInvitation(page) : Emulator.Ahrefs.ApproveInvitation(page);
    }
}

/// <summary>How a program authenticates: by a flow, or by a credential in the settings.</summary>
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
