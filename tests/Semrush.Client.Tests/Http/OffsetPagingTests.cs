using System.Globalization;

namespace Semrush.Client.Tests.Http;

/// <summary>Lists by offset, with a total (projects) and without one (locations). The seeds are fixed: every run is the same.</summary>
public sealed class OffsetPagingTests
{
    private const int Usual = 50;
    private static readonly int Servers = Counts.Of(few: 500, full: 5_000);

    [Fact]
    public async Task Every_item_is_read_once_in_order_with_pages_of_any_size()
    {
        for (var seed = 0; seed < Servers; seed++)
        {
            var random = new Random(seed);
            var (count, hasTotal, prefetch) = (random.Next(0, 130), random.Next(2) == 0, random.Next(0, 4));
            int? limit = random.Next(3) == 0 ? null : random.Next(1, 80);
            // A server that reports neither total nor size reduces a limit only beyond the documented one.
            var max = hasTotal ? random.Next(1, 60) : Usual;
            var stub = StubHandler.Returning(request => Page(request, hasTotal, count, max));

            var read = await ReadAsync(stub, hasTotal, limit, prefetch);

            Assert.True(read.SequenceEqual(Enumerable.Range(0, count)), $"Seed {seed}: {string.Join(',', read)}");
            var size = Math.Min(limit ?? (hasTotal ? 100 : Usual), max);
            var needed = hasTotal ? Math.Max(1, (count + size - 1) / size)
                // Beyond the documented size, only a shorter or an empty page shows the end.
                : limit > Usual && count < size ? (count == 0 ? 1 : 2)
                : (count / size) + 1;
            Assert.InRange(stub.Requests.Count, needed, needed + prefetch);
        }
    }

    [Fact]
    public async Task List_ends_at_the_last_stated_total()
    {
        var counts = new Queue<int>([5, 7, 7, 7]);
        var stub = StubHandler.Returning(request => Page(request, hasTotal: true, counts.Dequeue(), max: 2));

        Assert.Equal(Enumerable.Range(0, 7), await ReadAsync(stub, hasTotal: true, limit: 2, prefetch: 0));

        counts = new Queue<int>([7, 3, 3, 3, 3, 3]);
        Assert.Equal(Enumerable.Range(0, 3), await ReadAsync(stub, hasTotal: true, limit: 2, prefetch: 2));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Page_of_a_server_that_ignores_the_offset_is_a_failure(bool hasTotal)
    {
        var stub = StubHandler.Returning(request => Page(request with { Address = request.Address.Replace("offset=2", "offset=0", StringComparison.Ordinal) }, hasTotal, 9, max: 2));

        var failure = await Assert.ThrowsAsync<SemrushApiException>(() => ReadAsync(stub, hasTotal, limit: 2, prefetch: 0));

        Assert.Contains("returned offset 0 of", failure.Message, StringComparison.Ordinal);
        Assert.Contains("where offset 2 was requested", failure.Message, StringComparison.Ordinal);
        Assert.Equal(2, stub.Requests.Count);
    }

    [Fact]
    public async Task Unreadable_item_counts_for_the_offset()
    {
        var stub = StubHandler.Returning(
            Response.Json("""{"meta":{"success":true,"total_count":4,"limit":2},"data":[7,{"project_id":1}]}"""),
            Response.Json("""{"meta":{"success":true,"total_count":4,"limit":2},"data":[{"project_id":2},{"project_id":3}]}"""));

        Assert.Equal([1, 2, 3], await ReadAsync(stub, hasTotal: true, limit: 2, prefetch: 0));
        Assert.Equal("?limit=2&offset=2", stub.Requests[1].Query);
    }

    private static HttpResponseMessage Page(SentRequest request, bool hasTotal, int count, int max)
    {
        var size = Math.Min(Number(request, "limit") ?? (hasTotal ? 100 : Usual), max);
        var offset = Number(request, "offset") ?? 0;
        var numbers = Enumerable.Range(0, count).Skip(offset).Take(size);
        var items = string.Join(',', numbers.Select(number => hasTotal ? $$"""{"project_id":{{number}}}""" : $$"""{"location_id":"{{number}}"}"""));
        return Response.Json($$"""{"meta":{"success":true{{(hasTotal ? $",\"total_count\":{count},\"limit\":{size}" : "")}}},"data":[{{items}}]}""");
    }

    private static int? Number(SentRequest request, string name) => request.Query.TrimStart('?').Split('&').FirstOrDefault(part => part.StartsWith(name + "=", StringComparison.Ordinal)) is { } found
        ? int.Parse(found.AsSpan(name.Length + 1), CultureInfo.InvariantCulture) : null;

    private static async Task<List<int>> ReadAsync(StubHandler stub, bool hasTotal, int? limit, int prefetch)
    {
        using var client = The.Client(stub);
        var read = new List<int>();
        if (hasTotal)
        {
            var list = client.Projects.ListProjectsAsync(new() { Limit = limit }, The.Token);
            await foreach (var project in prefetch > 0 ? list.WithPrefetch(prefetch) : list)
                read.Add((int)project.ProjectId!.Value);
        }
        else
        {
            var list = client.ListingManagement.GetLocationsAsync(new() { Limit = limit }, The.Token);
            await foreach (var location in prefetch > 0 ? list.WithPrefetch(prefetch) : list)
                read.Add(int.Parse(location.LocationId!, CultureInfo.InvariantCulture));
        }

        return read;
    }
}
