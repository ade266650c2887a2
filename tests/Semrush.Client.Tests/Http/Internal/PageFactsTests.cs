using Semrush.Client.Http.Internal;

namespace Semrush.Client.Tests.Http.Internal;

/// <summary>What follows from a page about the next ones.</summary>
public sealed class PageFactsTests
{
    [Theory]
    [InlineData(null, null, 0)]
    [InlineData(null, 5, 2)]
    [InlineData(null, 3, 0)]
    [InlineData(false, null, 1)]
    [InlineData(false, 3, 1)]
    [InlineData(false, 5, 2)]
    [InlineData(true, 5, 0)]
    public void After_the_page_of_number_2_so_many_are_certain(bool? last, int? total, int pages)
        => Assert.Equal(pages, new PageFacts<int>([1], last, total, 2).After(2));

    [Fact]
    public void After_an_empty_page_there_are_none() => Assert.Equal(0, new PageFacts<int>([], false, 5, 2).After(2));

    [Fact]
    public void Items_that_come_again_are_taken_for_the_page_before()
    {
        var previous = new PageFacts<int>([1], false, null, null);

        Assert.Equal(6, previous.InPlaceOf(7, previous));
        Assert.Null(previous.InPlaceOf(7, previous with { Items = [2] }));
    }

    [Fact]
    public void Two_empty_pages_are_no_repetition()
    {
        var empty = new PageFacts<int>([], null, null, null);

        Assert.Null(empty.InPlaceOf(7, empty));
    }
}
