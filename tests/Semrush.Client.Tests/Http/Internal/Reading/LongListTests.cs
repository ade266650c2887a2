using Semrush.Client.Http.Internal.Reading;

namespace Semrush.Client.Tests.Http.Internal.Reading;

public sealed class LongListTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(1000)]
    public void A_list_of_any_length_is_read_in_its_order(int length)
    {
        var expected = Enumerable.Range(0, length).Select(number => $"item {number}").ToArray();

        var read = Reading.Of<IReadOnlyList<string>, JsonList<string, JsonText>>($"[{string.Join(',', expected.Select(item => $"\"{item}\""))}]")!;

        Assert.Equal(expected, read);
    }
}
