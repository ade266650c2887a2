using System.IO.Compression;
using System.Net;

namespace Semrush.Client.Tests.Http.Retry;

/// <summary>A body that breaks off or cannot be unpacked is a response that was lost.</summary>
public sealed class BrokenBodyTests
{
    // The runtime unpacks a body while it is read, in these ways.
    private static readonly Dictionary<string, Func<Stream, Stream>> Unpacking = new()
    {
        ["not at all"] = _ => new BrokenStream(),
        ["gzip"] = body => new GZipStream(body, CompressionMode.Decompress),
        ["deflate"] = body => new ZLibStream(body, CompressionMode.Decompress),
        ["br"] = body => new BrotliStream(body, CompressionMode.Decompress),
    };

    public static TheoryData<string> Ways => new(Unpacking.Keys);

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_harmless_call_is_retried(string way)
    {
        var stub = Breaking(way);
        using var client = The.Client(stub, RetriedCall.Options);

        var read = await Assert.ThrowsAsync<SemrushConnectionException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));
        var deleted = await Assert.ThrowsAsync<SemrushConnectionException>(() => client.MapRankTracker.DeleteCampaignAsync(The.CampaignId, cancellationToken: The.Token));

        Assert.Equal((4, 1), (read.Attempts, deleted.Attempts));
        Assert.False(read.NeverSent);
        Assert.Contains(way == "not at all" ? "the connection broke" : "the response is not HTTP or cannot be unpacked", read.Message, StringComparison.Ordinal);
        Assert.Contains(way == "not at all" ? "The connection broke." : "The body cannot be unpacked.", read.InnerException!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Its_response_is_disposed(string way)
    {
        using var body = new WatchedContent(Unpacking[way](new MemoryStream([.. Enumerable.Repeat((byte)'x', 100)])));

        await The.FailureFrom(new(HttpStatusCode.OK) { Content = body });

        Assert.True(body.IsDisposed);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_failed_response_keeps_its_status(string way)
    {
        var stub = Breaking(way, HttpStatusCode.TooManyRequests);
        using var client = The.Client(stub, RetriedCall.Options);

        var created = await Assert.ThrowsAsync<SemrushApiException>(() => client.MapRankTracker.DeleteCampaignAsync(The.CampaignId, cancellationToken: The.Token));

        Assert.Equal((HttpStatusCode.TooManyRequests, 4), (created.StatusCode, created.Attempts));
    }

    [Fact]
    public async Task The_received_part_of_a_failed_response_is_kept()
    {
        var failure = await The.FailureFrom(new(HttpStatusCode.BadGateway) { Content = new StreamContent(new BrokenStream("<html>Bad gate")) });

        Assert.Equal((HttpStatusCode.BadGateway, "<html>Bad gate"), (failure.StatusCode, failure.RawBody));
    }

    private static StubHandler Breaking(string way, HttpStatusCode status = HttpStatusCode.OK) => StubHandler.Returning(_ => new(status)
    {
        Content = new StreamContent(Unpacking[way](new MemoryStream([.. Enumerable.Repeat((byte)'x', 100)]))),
    });
}
