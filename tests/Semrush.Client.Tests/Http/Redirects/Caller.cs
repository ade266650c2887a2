using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using Semrush.Client.Authentication;
using Semrush.Client.Tests.Authentication.AppCenter;

namespace Semrush.Client.Tests.Http.Redirects;

/// <summary>A way to send a credential or a secret.</summary>
/// <param name="Name">What sends it, and how.</param>
/// <param name="Secret">What it sends.</param>
/// <param name="CallAsync">Sends it to a server, whose certificate is trusted where it has one.</param>
public sealed record Caller(string Name, string Secret, Func<Uri, X509Certificate2?, Task> CallAsync)
{
    private const string ClientSecret = "canary-client-secret-2b8e";

    public static IReadOnlyList<Caller> All { get; } =
    [
        new("GET of a client with connections of its own", The.ApiKey, (server, trusted) => WithOwnAsync(server, trusted, GetAsync)),
        new("POST of a client with connections of its own", The.ApiKey, (server, trusted) => WithOwnAsync(server, trusted, PostAsync)),
        new("GET of a registered client", The.ApiKey, (server, trusted) => WithRegisteredAsync(server, trusted, GetAsync)),
        new("POST of a registered client", The.ApiKey, (server, trusted) => WithRegisteredAsync(server, trusted, PostAsync)),
        new("POST of a refresh token", ClientSecret, async (server, trusted) =>
        {
            using var flow = new AuthorizationCodeFlow(
                new() { ClientId = "client", ClientSecret = ClientSecret, BaseAddress = server }, Trusting(trusted));
            await flow.RenewAsync(new(The.AccessToken, The.Noon, TimeSpan.FromDays(7)) { RefreshToken = The.RefreshToken }, The.Token);
        }),
        new("POST for a device code", "scope", async (server, trusted) =>
        {
            using var flow = new DeviceFlow(new DeviceFlowOptions { BaseAddress = server }.UsePrompt((_, _) => Task.CompletedTask), Trusting(trusted));
            await flow.SignInAsync(The.Token);
        }),
        new("POST of the JWT of an app", "jwt", async (server, trusted) =>
        {
            using var flow = new AppCenterFlow(new() { AppId = AnApp.Id, AppSecret = AnApp.Secret, BaseAddress = server }, Trusting(trusted));
            await flow.SignInAsync(The.Token);
        }),
    ];

    public override string ToString() => Name;

    /// <summary>What the library connects by when it is left to itself, made to trust a certificate; nothing where there is none to trust.</summary>
    private static HttpClient? Trusting(X509Certificate2? certificate)
        => certificate is null ? null : new(LibraryHandler.Create(handler => Trust(handler, certificate)));

    private static void Trust(SocketsHttpHandler handler, X509Certificate2 trusted)
        => handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == trusted.GetCertHashString();

    private static async Task WithOwnAsync(Uri server, X509Certificate2? trusted, Func<SemrushClient, Task> call)
    {
        var options = Settings(The.Options, server);
        using var http = Trusting(trusted);
        using var client = http is null ? new SemrushClient(options) : new(options, http);
        await call(client);
    }

    private static async Task WithRegisteredAsync(Uri server, X509Certificate2? trusted, Func<SemrushClient, Task> call)
    {
        var services = new ServiceCollection();
        var builder = services.AddSemrush(options => Settings(options, server).ApiKey = The.ApiKey);
        if (trusted is not null)
            builder.HttpClient.ConfigurePrimaryHttpMessageHandler((handler, _) => Trust((SocketsHttpHandler)handler, trusted));
        await using var provider = services.BuildServiceProvider();
        await call(provider.GetRequiredService<SemrushClient>());
    }

    private static SemrushClientOptions Settings(SemrushClientOptions options, Uri server)
    {
        options.BaseAddress = server;
        return options;
    }

    private static Task GetAsync(SemrushClient client) => client.MapRankTracker.GetCampaignAsync(The.CampaignId, cancellationToken: The.Token);

    private static Task PostAsync(SemrushClient client) => client.AppCenter.GetViewerStatusAsync(new() { UserId = 7 }, cancellationToken: The.Token);
}
