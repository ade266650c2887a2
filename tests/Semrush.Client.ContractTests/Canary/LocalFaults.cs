using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Semrush.Client.AhrefsOAuth;
using Semrush.Client.AppCenter;
using Semrush.Client.AspNetCore;
using Semrush.Client.Authentication;
using Semrush.Client.DeviceAuthorization;
using Semrush.Client.OAuth;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Canary;

/// <summary>Failures without a fault of the server.</summary>
internal static class LocalFaults
{
    public static readonly Func<Scene, Scene>[] All =
    [
        scene => Change(scene, () => scene.Credentials = Credentials.Wrong(scene.Recording.Secrets)),
        scene => Change(scene, () => scene.IsDenied = true),
        scene => Change(scene, () => scene.Hosts = CredentialHosts.Only("api.example")),
        scene => Change(scene, () => scene.Address = new("http://127.0.0.1:1")),
        scene => Change(scene, () => scene.Alter = callback => new(callback.AbsoluteUri.Replace("state=", "state=x", StringComparison.Ordinal))),
        scene => Change(scene, () => scene.Alter = callback => new($"{callback.AbsoluteUri}&code=again")),
        scene => Change(scene, () => scene.Alter = callback => new(callback.AbsoluteUri.Replace("code=", "error=access_denied&error_description=", StringComparison.Ordinal) + $"&code={callback.Query.TrimStart('?')}")),
        scene => Change(scene, () => scene.Alter = callback => new(callback.AbsoluteUri.Replace("callback", "elsewhere", StringComparison.Ordinal))),
    ];

    /// <summary>Settings that are rejected.</summary>
    public static async Task OfSettingsAsync(Recording run)
    {
        var secret = run.Secrets.Add("client secret", Credentials.New("setting"));
        await run.TryAsync(_ => Task.FromResult(new SemrushClient(new SemrushClientOptions { ApiKey = $"{secret}\n" })));
        await run.TryAsync(_ => Task.FromResult(new SemrushClient(new SemrushClientOptions { AccessToken = $"{secret} " })));
        await run.TryAsync(_ => Task.FromResult(new SemrushClient(new SemrushClientOptions { ApiKey = secret, AccessToken = secret })));
        await run.TryAsync(_ => Task.FromResult(new SemrushClient(new SemrushClientOptions { ApiKey = secret, BaseAddress = new($"https://me:{Uri.EscapeDataString(secret)}@api.example/") })));
        await run.TryAsync(_ => Task.FromResult(new ApiKeyCredential($"{secret}\u00e9")));
        await run.TryAsync(_ => Task.FromResult(new StaticAccessTokenProvider($"{secret} ")));
        await run.TryAsync(token => run.Evidence.Keep(new StaticAccessTokenProvider(secret)).GetAuthorizationTokenAsync(new($"https://me:{Uri.EscapeDataString(secret)}@evil.example/?token={Uri.EscapeDataString(secret)}"), null, token));
        await run.TryAsync(_ => Task.FromResult(run.Evidence.Keep(new ApiKeyCredential(secret))));
        await run.TryAsync(_ => Task.FromResult(new AppCenterFlow(new() { AppId = secret, AppSecret = secret })));
        await run.TryAsync(_ => Task.FromResult(new AppCenterFlow(new() { AppId = $"{Guid.NewGuid()}", AppSecret = secret[..20] })));
        await run.TryAsync(_ => Task.FromResult(new AppCenterFlow(new() { AppId = $"{Guid.NewGuid()}", AppSecret = $"{secret} " })));
        await run.TryAsync(_ => Task.FromResult(new IframeTokenValidator(new() { AppId = secret, AppSecret = secret })));
        await run.TryAsync(_ => Task.FromResult(new AuthorizationCodeFlow(new() { ClientSecret = secret })));
        await run.TryAsync(_ => Task.FromResult(new DeviceFlow(new() { ClientSecret = secret })));
        await run.TryAsync(_ => Registered(builder => builder.UseApiKey($"{secret}\t")));
        await run.TryAsync(_ => Registered(builder => builder.UseAppCenter(options => (options.AppId, options.AppSecret) = (secret, secret))));
        await run.TryAsync(_ => Registered(builder => builder.UseAuthorizationCode(options => options.ClientSecret = secret)));
        await run.TryAsync(_ => Registered(builder => builder.UseDeviceFlow(options => options.ClientSecret = secret)));
    }

    /// <summary>Token files that cannot be used.</summary>
    public static async Task OfFilesAsync(Recording run)
    {
        var tokens = new TokenSet(run.Secrets.Add("access token", Credentials.New("file")), TimeProvider.System.GetUtcNow(), TimeSpan.FromDays(1))
        {
            RefreshToken = run.Secrets.Add("refresh token", Credentials.New("file")),
        };
        foreach (var damage in new Func<string, string>[] { text => text[..^20], text => text.Replace("\"", "'", StringComparison.Ordinal), text => text.Replace("1", "9", StringComparison.Ordinal), text => $"{text}{text}" })
        {
            var folder = Path.Combine(run.Files.TokenFolder, $"{Guid.NewGuid():N}");
            await new FileTokenStore(new() { Folder = folder }).UpdateAsync("key", (_, _) => Task.FromResult<TokenSet?>(tokens), CancellationToken.None);
            var file = Assert.Single(Directory.GetFiles(folder, "*.tokens"));
            await File.WriteAllTextAsync(file, damage(await File.ReadAllTextAsync(file)));
            var store = new FileTokenStore(new() { Folder = folder });
            await run.TryAsync(async token => await store.ReadAsync("key", token));
            await run.TryAsync(token => store.UpdateAsync("key", (_, _) => throw new InvalidOperationException("no"), token));
            File.Delete(file);
            File.CreateSymbolicLink(file, "/dev/null");
            await run.TryAsync(async token => await store.ReadAsync("key", token));
            File.Delete(file);
            Directory.CreateDirectory(file);
            await run.TryAsync(token => store.UpdateAsync("key", (_, _) => Task.FromResult<TokenSet?>(tokens), token));
        }

        await run.TryAsync(_ => Task.FromResult(TokenSerializer.Deserialize("key", System.Text.Encoding.UTF8.GetBytes($"{{\"accessToken\":\"{tokens.RefreshToken}"))));
        await run.TryAsync(_ => Task.FromResult(TokenSerializer.Deserialize("key", System.Text.Encoding.UTF8.GetBytes($"{tokens.AccessToken}"))));
    }

    /// <summary>Iframe tokens, good and bad.</summary>
    public static async Task OfIframesAsync(Recording run)
    {
        await using var emulator = SemrushEmulator.Start();
        var secret = run.Secrets.Add("app secret", emulator.AppCenter.AppSecret);
        var token = run.Secrets.Add("iframe token", emulator.AppCenter.CreateIframeToken(5511383));
        foreach (var (id, key) in new[] { (emulator.AppCenter.AppId, secret), ($"{Guid.NewGuid()}", secret), (emulator.AppCenter.AppId, Credentials.New("app")) })
            foreach (var given in new[] { token, token[..^4], $"{token}.x", token.Replace(".", "", StringComparison.Ordinal), $"eyJhbGciOiJub25lIn0{token[token.IndexOf('.', StringComparison.Ordinal)..]}", $"{token}{new string('x', 20_000)}" })
            {
                run.Secrets.Add("iframe token", given.Length < 5000 ? given : null);
                var options = run.Evidence.Keep(new IframeTokenOptions { AppId = id, AppSecret = run.Secrets.Add("app secret", key) });
                await run.TryAsync(async _ =>
                {
                    var result = run.Evidence.Keep(await run.Evidence.Keep(new IframeTokenValidator(options)).ValidateAsync(given));
                    run.Evidence.Add($"{Channel.Text} of message", result.ErrorMessage);
                    run.Evidence.Add($"{Channel.Text} of viewer", result.Viewer?.ToString());
                });
                await run.TryAsync(_ => IframeApplication.VisitAsync(run, options, given));
            }
    }

    /// <summary>The records of the generated clients that carry secrets.</summary>
    public static Task OfRecordsAsync(Recording run)
    {
        string Secret(string kind) => run.Secrets.Add(kind, Credentials.New("record"));
        run.Evidence.Keep(new AccessTokenRequest { GrantType = GrantType.RefreshToken, ClientId = "canary", ClientSecret = Secret("client secret"), Code = Secret("authorization code"), RefreshToken = Secret("refresh token") });
        run.Evidence.Keep(new AhrefsTokenRequest { GrantType = AhrefsGrantType.AuthorizationCode, ClientId = "canary", ClientSecret = Secret("client secret"), Code = Secret("authorization code"), RedirectUri = Scene.AhrefsRedirect });
        run.Evidence.Keep(new TokenResponse { AccessToken = Secret("access token"), RefreshToken = Secret("refresh token") });
        run.Evidence.Keep(new AhrefsTokenResponse { AccessToken = Secret("Ahrefs token"), RefreshToken = Secret("refresh token") });
        run.Evidence.Keep(new DeviceTokenResponse { AccessToken = Secret("access token"), RefreshToken = Secret("refresh token") });
        run.Evidence.Keep(new DeviceCodeResponse { DeviceCode = Secret("device code") });
        run.Evidence.Keep(new DeviceTokenRequest { GrantType = DeviceGrantType.DeviceCode, DeviceCode = Secret("device code") });
        run.Evidence.Keep(new BearerTokenRequest { Jwt = Secret("app's JWT") });
        run.Evidence.Keep(new BearerToken { Jwt = Secret("issuer's bearer") });
        var code = Secret("authorization code");
        run.Evidence.Keep(AuthorizationCallback.Parse(new($"{Scene.AhrefsRedirect}?code={Uri.EscapeDataString(code)}&state=s"), "s", Scene.AhrefsRedirect));
        return Task.CompletedTask;
    }

    private static Scene Change(Scene scene, Action change)
    {
        change();
        return scene;
    }

    private static async Task Registered(Action<SemrushBuilder> use)
    {
        var services = new ServiceCollection();
        use(services.AddSemrush());
        await using var provider = services.BuildServiceProvider();
        provider.GetRequiredService<Microsoft.Extensions.Options.IStartupValidator>().Validate();
    }
}

/// <summary>An application that Semrush shows in an iframe.</summary>
internal static class IframeApplication
{
    public static async Task VisitAsync(Recording run, IframeTokenOptions options, string token)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        // The host logs the address of a request; the README of the package states this.
        builder.Logging.ClearProviders().AddProvider(run.Log).SetMinimumLevel(LogLevel.Trace).AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        builder.Services.AddAuthorization().AddAuthentication(SemrushIframeDefaults.AuthenticationScheme)
            .AddSemrushIframe(iframe => (iframe.Token.AppId, iframe.Token.AppSecret) = (options.AppId, options.AppSecret));
        await using var app = builder.Build();
        app.UseSemrushFrameAncestors();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/", () => "here").RequireAuthorization();
        await app.StartAsync();
        using var http = Loopback.CreateClient();
        (await http.GetAsync($"{app.Urls.Single()}/?jwt={token}")).Dispose();
        using var request = new HttpRequestMessage(HttpMethod.Get, app.Urls.Single());
        request.Headers.TryAddWithoutValidation("jwt", token);
        (await http.SendAsync(request)).Dispose();
    }
}
