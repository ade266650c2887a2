using System.Text;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.Tests.Http.Internal;

public sealed class ResponseBodyTests
{
    [Theory]
    [InlineData(0, 10, 0, false)]
    [InlineData(9, 10, 9, false)]
    [InlineData(10, 10, 10, false)]
    [InlineData(11, 10, 10, true)]
    [InlineData(100_000, 10, 10, true)]
    [InlineData(100_000, 100_000, 100_000, false)]
    [InlineData(100_001, 100_000, 100_000, true)]
    public async Task A_body_is_read_up_to_the_limit_whether_its_length_is_known_or_not(int length, int limit, int kept, bool isCut)
    {
        var text = string.Concat(Enumerable.Range(0, length).Select(i => (char)('a' + i % 26)));
        using var known = new ByteArrayContent(Encoding.ASCII.GetBytes(text));
        using var unknown = new StreamContent(new Unsized(text));

        foreach (var content in (HttpContent[])[known, unknown])
        {
            using var body = await ResponseBody.ReadAsync(content, limit, isFailure: false, The.Token);

            Assert.Equal(text[..kept], Encoding.ASCII.GetString(body.Bytes.Span));
            Assert.Equal(isCut, body.IsCut);
        }
    }

    [Theory]
    [InlineData(0L)]
    [InlineData(1L)]
    [InlineData(long.MaxValue)]
    public async Task A_wrong_length_in_the_headers_changes_nothing(long length)
    {
        using var content = new StreamContent(new Unsized("abc"));
        content.Headers.ContentLength = length;

        using var body = await ResponseBody.ReadAsync(content, 10, isFailure: false, The.Token);

        Assert.Equal("abc", Encoding.ASCII.GetString(body.Bytes.Span));
    }

    private sealed class Unsized(string text) : ReadOnlyStream
    {
        private int _position;

        protected override int Fill(Span<byte> buffer)
        {
            var count = Math.Min(Math.Min(buffer.Length, 7), text.Length - _position);
            Encoding.ASCII.GetBytes(text.AsSpan(_position, count), buffer);
            _position += count;
            return count;
        }
    }
}
