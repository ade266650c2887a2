using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Semrush.Client.Http.Internal;
using Semrush.Client.MapRankTracker;

namespace Semrush.Client.Benchmarks.Heatmaps;

/// <summary>A body that has arrived, read by our own readers in the two ways there are: from a pooled buffer, as the client does, or straight from the stream.</summary>
[MemoryDiagnoser]
public class ReadingHeatmaps
{
    public const string Buffer = "pooled buffer";
    public const string Stream = "stream";

    private byte[] _body = null!;

    [Params(49, 225, 2500)]
    public int Points { get; set; }

    [GlobalSetup(Target = nameof(FromBuffer))]
    public Task PrepareBuffer() => PrepareAsync(FromBuffer);

    [GlobalSetup(Target = nameof(FromStream))]
    public Task PrepareStream() => PrepareAsync(FromStream);

    [Benchmark(Baseline = true, Description = Buffer)]
    public async Task<object?> FromBuffer()
    {
        using var content = Arrived();
        using var body = await ResponseBody.ReadAsync(content, _body.Length, isFailure: false, CancellationToken.None).ConfigureAwait(false);
        return JsonSerializer.Deserialize(body.Bytes.Span, MapRankTrackerJson.Default.HeatmapEnvelope);
    }

    [Benchmark(Description = Stream)]
    public async Task<object?> FromStream()
    {
        using var content = Arrived();
        var stream = await content.ReadAsStreamAsync().ConfigureAwait(false);
        await using var _ = stream.ConfigureAwait(false);
        return await JsonSerializer.DeserializeAsync(stream, MapRankTrackerJson.Default.HeatmapEnvelope).ConfigureAwait(false);
    }

    private Task PrepareAsync(Func<Task<object?>> measured)
    {
        _body = HeatmapBody.Of(Points);
        return Heat.UpAsync(measured);
    }

    // A body from the network has its headers, whether they are read or not.
    private ByteArrayContent Arrived()
    {
        var content = new ByteArrayContent(_body);
        _ = content.Headers.ContentLength;
        return content;
    }
}
