using Semrush.Client.Authentication;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Canary;

/// <summary>What happens to a program in a scene.</summary>
internal static class Acts
{
    public static readonly (string Name, Fault Fault)[] Faults =
    [
        .. new[] { 400, 401, 403, 404, 429, 500, 503 }.Select(status => ($"{status}", Fault.Status(status))),
        ("400 of its own", Fault.Status(400, new Newtonsoft.Json.Linq.JObject { ["error"] = "invalid_grant" })),
        ("a page", Fault.Status(502, "<html>Bad gateway</html>", "text/html")),
        ("wait", Fault.RetryAfter(429, TimeSpan.FromSeconds(1))),
        ("wait until", Fault.RetryAfter(503, TimeProvider.System.GetUtcNow().AddSeconds(1))),
        ("timeout", Fault.Delay(Scene.Timeout * 2)),
        ("broken", Fault.BrokenBody()),
        ("garbled", Fault.MalformedChunk()),
        ("empty", Fault.EmptyResponse()),
        ("no JSON", Fault.Status(200, "<html>Welcome</html>", "text/html")),
        ("wrong types", Fault.Status(200, """{"access_token":{"a":1},"jwt":[1],"device_code":5,"data":"x"}""", "application/json")),
    ];

    /// <summary>Signs in, renews, is refused, signs out.</summary>
    public static async Task LiveAsync(Scene scene, SemrushClient client)
    {
        var run = scene.Recording;
        await run.TryAsync(token => scene.Flow.CallAsync(client, token));
        scene.Emulator.Authorization.ExpireAccessTokens();
        await run.TryAsync(token => scene.Flow.CallAsync(client, token));
        scene.Emulator.Authorization.RevokeGrants();
        scene.Emulator.Authorization.ExpireAccessTokens();
        scene.IsDenied = true;
        await run.TryAsync(token => scene.Flow.CallAsync(client, token));
        if (scene.Manager is { } manager)
            await run.TryAsync(manager.SignOutAsync);
    }

    /// <summary>Signs in; then every call meets a fault.</summary>
    public static async Task CallAsync(Scene scene, SemrushClient client)
    {
        await scene.Recording.TryAsync(token => scene.Flow.CallAsync(client, token));
        foreach (var (_, fault) in Faults)
        {
            scene.Emulator.FailNext(fault, operationId: scene.Flow.ApiOperation);
            await scene.Recording.TryAsync(token => scene.Flow.CallAsync(client, token));
        }
    }

    /// <summary>Its first sign-in and its first renewal meet a fault of the authorization server.</summary>
    public static async Task FailAsync(Scene scene, SemrushClient client, Fault fault, string operation)
    {
        scene.Emulator.FailNext(fault, operationId: operation);
        await scene.Recording.TryAsync(token => scene.Flow.CallAsync(client, token));
        await scene.Recording.TryAsync(token => scene.Flow.CallAsync(client, token));
        scene.Emulator.Authorization.ExpireAccessTokens();
        scene.Emulator.FailNext(fault, operationId: operation);
        await scene.Recording.TryAsync(token => scene.Flow.CallAsync(client, token));
    }

    /// <summary>Signs in at a server that repeats everything; then calls it with tokens of an earlier time, and renews them.</summary>
    public static async Task EchoAsync(Scene scene, SemrushClient client)
    {
        await scene.Recording.TryAsync(token => scene.Flow.CallAsync(client, token));
        if (scene.Flow.Create is null)
            return;
        using var flow = scene.Flow.Create(scene) as IDisposable;
        var key = ((ITokenFlow)flow!).Name;
        var now = TimeProvider.System.GetUtcNow();
        foreach (var obtained in new[] { now, now.AddHours(-2) })
        {
            var tokens = new TokenSet(Credentials.New("access"), obtained, TimeSpan.FromHours(1)) { RefreshToken = Credentials.New("refresh") };
            // Of its own: that of the scene may be held by a device that still waits.
            var store = new SeenStore(new InMemoryTokenStore(), scene.Recording);
            await store.UpdateAsync(key, (_, _) => Task.FromResult<TokenSet?>(tokens), CancellationToken.None);
            await using var manager = new TokenManager((ITokenFlow)flow, store, scene.Hosts);
            using var late = new SemrushClient(new SemrushClientOptions { BaseAddress = scene.Address, AttemptTimeout = Scene.Timeout }.UseAccessTokenProvider(manager));
            await scene.Recording.TryAsync(token => scene.Flow.CallAsync(late, token));
        }
    }
}
