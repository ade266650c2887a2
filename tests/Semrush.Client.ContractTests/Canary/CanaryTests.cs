using Semrush.Client.Authentication;

namespace Semrush.Client.ContractTests.Canary;

/// <summary>Every flow, every store and every fault, by registration and by constructors; then nothing secret may be seen anywhere.</summary>
[Trait("Needs", "file locks")]
[Collection(nameof(Alone))]
public sealed class CanaryTests
{
    private static readonly string[] Kinds =
    [
        "API key", "client secret", "authorization code", "refresh token", "access token", "app secret", "app's JWT", "issuer's bearer", "device code",
        "Ahrefs token", "iframe token",
    ];

    private static readonly string[] Heard = ["semrush.client.retries", "semrush.client.token.renewals", "semrush.retry", "tokens were obtained", "tokens could not be had", "it is sent again"];

    private static readonly Func<Scene, SemrushClient>[] Wirings = [scene => scene.Build(), scene => scene.Register()];

    [Fact]
    public async Task No_secret_is_seen_anywhere()
    {
        var recording = new Recording();
        using (recording)
            await Parallel.ForEachAsync(Plays(recording), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (play, _) => await play());

        var hits = recording.Secrets.FindIn(recording.Evidence);

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{recording.Secrets.Count} secrets of {recording.Secrets.Kinds.Count} kinds; {recording.Evidence.Count} texts in {recording.Evidence.Channels.Count} channels; {recording.Failures} failures");
        Assert.True(hits.Count == 0, $"Secrets are to be seen:\n{string.Join('\n', hits.Distinct())}");
        Assert.Empty(Kinds.Except(recording.Secrets.Kinds));
        // Nothing is written to the console, as it should be.
        Assert.Empty(Channel.All.Except([Channel.Output, Channel.Error]).Except(recording.Evidence.Channels));
        // The library's own words are among what was looked through, those of repetitions and renewals included.
        Assert.All(Heard, text => Assert.Contains(recording.Evidence.All, piece => piece.Text.Contains(text, StringComparison.Ordinal)));
        Assert.True(recording.Failures > Counts.Of(few: 300, full: 500), $"Only {recording.Failures} steps failed: the faults are not met.");
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
                foreach (var mishap in Mishaps.All)
                    yield return () => PlayAsync(mishap(new(run, flow)), wire, Acts.LiveAsync);
            }

        yield return () => Mishaps.OfSettingsAsync(run);
        yield return () => Mishaps.OfFilesAsync(run);
        yield return () => Mishaps.OfIframesAsync(run);
        yield return () => Mishaps.OfRecordsAsync(run);
    }

    // With the few counts, every second one: what one wiring leaves out, the other one takes.
    private static bool IsTaken(int number) => Counts.AreFull || number % 2 == 0;

    private static IEnumerable<ITokenStore> Stores(Recording run)
    {
        var cache = new PlainCache();
        yield return run.Evidence.Keep(new InMemoryTokenStore());
        yield return run.Evidence.Keep(new FileTokenStore(run.Evidence.Keep(new FileTokenStoreOptions { Folder = Path.Combine(run.Files.Grants, $"{Guid.NewGuid():N}") })));
        yield return run.Evidence.Keep(new DistributedCacheTokenStore(cache, cache));
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
