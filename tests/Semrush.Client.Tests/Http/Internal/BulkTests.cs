using Semrush.Client.Http.Internal;

namespace Semrush.Client.Tests.Http.Internal;

/// <summary>Calls that run ahead of their reader.</summary>
public sealed class BulkTests
{
    private readonly List<int> _started = [];
    private readonly List<int> _ended = [];

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(11)]
    public async Task Results_come_in_the_order_of_the_items(int ahead)
        => Assert.Equal(Enumerable.Range(0, 10), await Bulk.RunAsync(Enumerable.Range(0, 10), ahead, OneAsync, The.Token).ToListAsync(The.Token));

    [Fact]
    public async Task Three_run_ahead_of_the_reader_at_most()
    {
        var taken = 0;

        await foreach (var _ in Bulk.RunAsync(Enumerable.Range(0, 10), 3, OneAsync, The.Token))
            Assert.Equal(Math.Min(10, taken++ + 3), _started.Count);
    }

    [Fact]
    public async Task A_reader_who_stops_ends_the_calls_that_are_under_way()
    {
        await foreach (var _ in Bulk.RunAsync(Enumerable.Range(0, 10), 3, HangAfterFirstAsync, The.Token))
            break;

        Assert.Equal([1, 2], _ended.Order());
    }

    private Task<int> OneAsync(int item, CancellationToken cancellationToken)
    {
        _started.Add(item);
        return Task.FromResult(item);
    }

    private async Task<int> HangAfterFirstAsync(int item, CancellationToken cancellationToken)
    {
        await using var _ = cancellationToken.Register(() => _ended.Add(item));
        if (item > 0)
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        return item;
    }
}
