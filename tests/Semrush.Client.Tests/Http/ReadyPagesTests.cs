namespace Semrush.Client.Tests.Http;

/// <summary>A list of pages that are there already, as a fake of a client returns it.</summary>
public sealed class ReadyPagesTests
{
    private static readonly int[][] Pages = [[1, 2], [], [3]];

    [Fact]
    public async Task Every_page_and_every_item_is_enumerated()
    {
        var list = AsyncPageable.FromPages(Pages, static page => page);

        Assert.Equal(Pages, await list.AsPages(The.Token).ToListAsync(The.Token));
        Assert.Equal([1, 2, 3], await list.ToListAsync(The.Token));
        Assert.Same(list, list.WithPrefetch(2));
    }

    [Fact]
    public async Task Cancellation_ends_the_enumeration()
    {
        using var cancelled = new CancellationTokenSource();
        var pages = new List<int[]>();

        await Assert.ThrowsAsync<OperationCanceledException>(async () =>
        {
            await foreach (var page in AsyncPageable.FromPages(Pages, static page => page).AsPages(cancelled.Token))
            {
                pages.Add(page);
                await cancelled.CancelAsync();
            }
        });

        Assert.Single(pages);
    }

    [Fact]
    public void Pages_and_items_are_required()
    {
        Assert.Throws<ArgumentNullException>("pages", () => AsyncPageable.FromPages<int, int[]>(null!, static page => page));
        Assert.Throws<ArgumentNullException>("items", () => AsyncPageable.FromPages<int, int[]>(Pages, null!));
    }
}
