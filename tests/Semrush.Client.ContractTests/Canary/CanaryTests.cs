using Medallion.Threading;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using NSubstitute;
using Semrush.Client.Authentication;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Canary;

/// <summary>Every flow, every store and every fault, by registration and by constructors: no output contains a secret.</summary>
[Trait("Needs", "file locks")]
[Collection(nameof(Alone))]
public sealed class CanaryTests
{
    private static readonly string[] Kinds =
    [
        "API key", "client secret", "authorization code", "refresh token", "access token", "app secret", "app's JWT", "issuer's bearer", "device code",
        "Ahrefs token", "iframe token",
    ];

    private static readonly string[] Heard = ["semrush.client.retries", "semrush.client.token.renewals", "semrush.retry", "tokens were obtained", "tokens could not be obtained", "the request is retried"];

    private static readonly Func<Scene, SemrushClient>[] Wirings = [scene => scene.Build(), scene => scene.Register()];

    [Fact]
    public async Task No_output_contains_a_secret()
    {
        var recording = new Recording();
        using (recording)
            await Parallel.ForEachAsync(Plays(recording), new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (play, _) => await play());

        var hits = recording.Secrets.FindIn(recording.Evidence);

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{recording.Secrets.Count} secrets of {recording.Secrets.Kinds.Count} kinds; {recording.Evidence.Count} texts in {recording.Evidence.Channels.Count} channels; {recording.Failures} failures");
        Assert.True(hits.Count == 0, $"Secrets were found:\n{string.Join('\n', hits.Distinct())}");
        Assert.Empty(Kinds.Except(recording.Secrets.Kinds));
        // Nothing is written to the console, as it should be.
        Assert.Empty(Channel.All.Except([Channel.Output, Channel.Error]).Except(recording.Evidence.Channels));
        // The messages of the library are among the texts, those of retries and refreshes included.
        Assert.All(Heard, text => Assert.Contains(recording.Evidence.All, piece => piece.Text.Contains(text, StringComparison.Ordinal)));
        Assert.True(recording.Failures > Counts.Of(few: 300, full: 500), $"Only {recording.Failures} steps failed: the faults have no effect.");
    }

    private static IEnumerable<Func<Task>> Plays(Recording run)
    {
        foreach (var flow in Flow.All)
            foreach (var (half, wire) in Wirings.Index())
            {
                foreach (var store in Stores(run))
                    yield return () => PlayAsync(new(run, flow, store), wire, Acts.LiveAsync);
                yield return () => PlayAsync(new(run, flow), wire, Acts.CallAsync);
                foreach (var operation in flow.TokenOperations)
                    foreach (var (_, (_, fault)) in Acts.Faults.Index().Where(fault => IsTaken(fault.Index + half)))
                        yield return () => PlayAsync(new(run, flow), wire, (scene, client) => Acts.FailAsync(scene, client, fault, operation));
                foreach (var (number, status) in EchoServer.Statuses.Index())
                    foreach (var (_, shape) in EchoServer.Shapes.Index().Where(shape => IsTaken(number + shape.Index + half)))
                        yield return () => EchoAsync(run, flow, wire, status, shape);
                foreach (var fault in LocalFaults.All)
                    yield return () => PlayAsync(fault(new(run, flow)), wire, Acts.LiveAsync);
            }

        yield return () => LocalFaults.OfSettingsAsync(run);
        yield return () => LocalFaults.OfFilesAsync(run);
        yield return () => LocalFaults.OfIframesAsync(run);
        yield return () => LocalFaults.OfRecordsAsync(run);
    }

    // With the few counts, every second one: each wiring takes those that the other omits.
    private static bool IsTaken(int number) => Counts.AreFull || number % 2 == 0;

    private static IEnumerable<ITokenStore> Stores(Recording run)
    {
        var cache = new MemoryDistributedCache(Options.Create(new MemoryDistributedCacheOptions()));
        yield return run.Evidence.Keep(new InMemoryTokenStore());
        yield return run.Evidence.Keep(new FileTokenStore(run.Evidence.Keep(new FileTokenStoreOptions { Folder = Path.Combine(run.Files.TokenFolder, $"{Guid.NewGuid():N}") })));
        yield return run.Evidence.Keep(new DistributedCacheTokenStore(cache, Substitute.For<IDistributedLockProvider>()));
    }

    private static async Task EchoAsync(Recording run, Flow flow, Func<Scene, SemrushClient> wire, int status, string shape)
    {
        using var server = new EchoServer(status, shape, run.Secrets);
        var scene = new Scene(run, flow, server: server.Address);
        scene.Credentials = Credentials.Wrong(run.Secrets);
        await PlayAsync(scene, wire, Acts.EchoAsync);
        Traffic.Collect(server.Server, flow.Name, run.Secrets);
    }

    private static async Task PlayAsync(Scene scene, Func<Scene, SemrushClient> wire, Func<Scene, SemrushClient, Task> act)
    {
        await using (scene)
            await scene.Recording.TryAsync(async _ =>
            {
                using var client = wire(scene);
                await act(scene, client);
            });
    }
}

/// <summary>What a program does in a scene.</summary>
internal static class Acts
{
    public static readonly (string Name, Fault Fault)[] Faults =
    [
        .. new[] { 400, 401, 403, 404, 429, 500, 503 }.Select(status => ($"{status}", Fault.Status(status))),
        ("400 with invalid_grant", Fault.Status(400, new Newtonsoft.Json.Linq.JObject { ["error"] = "invalid_grant" })),
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

    /// <summary>Signs in, refreshes, is rejected, signs out.</summary>
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

    /// <summary>Signs in; then every call has a fault.</summary>
    public static async Task CallAsync(Scene scene, SemrushClient client)
    {
        await scene.Recording.TryAsync(token => scene.Flow.CallAsync(client, token));
        foreach (var (_, fault) in Faults)
        {
            scene.Emulator.FailNext(fault, operationId: scene.Flow.ApiOperation);
            await scene.Recording.TryAsync(token => scene.Flow.CallAsync(client, token));
        }
    }

    /// <summary>The first sign-in and the first refresh have a fault of the authorization server.</summary>
    public static async Task FailAsync(Scene scene, SemrushClient client, Fault fault, string operation)
    {
        scene.Emulator.FailNext(fault, operationId: operation);
        await scene.Recording.TryAsync(token => scene.Flow.CallAsync(client, token));
        await scene.Recording.TryAsync(token => scene.Flow.CallAsync(client, token));
        scene.Emulator.Authorization.ExpireAccessTokens();
        scene.Emulator.FailNext(fault, operationId: operation);
        await scene.Recording.TryAsync(token => scene.Flow.CallAsync(client, token));
    }

    /// <summary>Signs in at a server that echoes everything; then calls it with earlier tokens, and refreshes them.</summary>
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
            // Another store: a device that still waits may hold the lock of the store of the scene.
            var store = new SeenStore(new InMemoryTokenStore(), scene.Recording);
            await store.UpdateAsync(key, (_, _) => Task.FromResult<TokenSet?>(tokens), CancellationToken.None);
            await using var manager = new TokenManager((ITokenFlow)flow, store, scene.Hosts);
            using var late = new SemrushClient(new SemrushClientOptions { BaseAddress = scene.Address, AttemptTimeout = Scene.Timeout }.UseAccessTokenProvider(manager));
            await scene.Recording.TryAsync(token => scene.Flow.CallAsync(late, token));
        }
    }
}
