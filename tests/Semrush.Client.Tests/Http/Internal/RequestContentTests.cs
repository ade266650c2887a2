using Semrush.Client.Http.Internal;

namespace Semrush.Client.Tests.Http.Internal;

public sealed class RequestContentTests
{
    [Theory]
    [InlineData("")]
    [InlineData("""{"a":1}""")]
    public async Task Its_length_is_known_before_it_is_written(string text)
    {
        using var content = new RequestContent(System.Text.Encoding.UTF8.GetBytes(text));

        Assert.Equal(text.Length, content.Headers.ContentLength);
        Assert.Equal(text, await content.ReadAsStringAsync(The.Token));
    }
}
