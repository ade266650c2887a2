using System.Text;
using Semrush.Client.Authentication;

namespace Semrush.Client.Tests.Authentication.Stores;

/// <summary>Reliability 15: a file that somebody or something has damaged.</summary>
public sealed class FileDamageTests : IAsyncLifetime
{
    private const string Grant = "damaged";
    private readonly TemporaryFolder _folder = new();
    private readonly FileTokenStore _store;
    private string _path = "";
    private byte[] _content = [];

    public FileDamageTests() => _store = new(new() { Folder = _folder.Store });

    public async ValueTask InitializeAsync()
    {
        await _store.PutAsync(Grant, The.Tokens);
        _path = Assert.Single(Directory.GetFiles(_folder.Store, "*.tokens"));
        _content = await File.ReadAllBytesAsync(_path, The.Token);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("")]
    [InlineData("\0\0\0\0")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{}")]
    [InlineData("<html>")]
    [InlineData("""{"version":0,"grant":"damaged","accessToken":"a","obtainedAt":"2026-06-15T12:00:00Z","expiresAt":"2026-06-16T12:00:00Z"}""")]
    [InlineData("""{"version":1,"grant":"another","accessToken":"a","obtainedAt":"2026-06-15T12:00:00Z","expiresAt":"2026-06-16T12:00:00Z"}""")]
    [InlineData("""{"version":1,"grant":"damaged","accessToken":"","obtainedAt":"2026-06-15T12:00:00Z","expiresAt":"2026-06-16T12:00:00Z"}""")]
    [InlineData("""{"version":1,"grant":"damaged","accessToken":"a","obtainedAt":"2026-06-15T12:00:00Z","expiresAt":"2026-06-15T12:00:00Z"}""")]
    [InlineData("""{"version":1,"grant":"damaged","accessToken":"a","obtainedAt":"yesterday","expiresAt":"2026-06-15T12:00:00Z"}""")]
    [InlineData("""{"version":1.5,"grant":"damaged"}""")]
    [InlineData("""{"version":99999999999999999999,"grant":"damaged"}""")]
    public async Task An_invalid_file_counts_as_none_and_is_replaced(string content)
    {
        await File.WriteAllTextAsync(_path, content, The.Token);

        Assert.Null(await _store.ReadAsync(Grant, The.Token));

        await _store.PutAsync(Grant, The.Tokens);
        Assert.Equal(_content, await File.ReadAllBytesAsync(_path, The.Token));
    }

    [Fact]
    public async Task A_file_cut_off_at_any_length_counts_as_none()
    {
        for (var length = 0; length < _content.Length; length++)
        {
            await File.WriteAllBytesAsync(_path, _content[..length], The.Token);
            Assert.Null(await _store.ReadAsync(Grant, The.Token));
        }
    }

    [Fact]
    public void Ten_thousand_files_with_changed_bytes_are_read_or_count_as_none()
    {
        var random = new Random(15);
        for (var round = 0; round < 10_000; round++)
        {
            var content = (byte[])_content.Clone();
            for (var change = random.Next(1, 4); change > 0; change--)
                content[random.Next(content.Length)] = (byte)random.Next(256);
            var tokens = TryDeserialize(content);
            Assert.True(tokens is null || tokens.AccessToken.Length > 0);
        }
    }

    [Fact]
    public async Task A_file_that_is_too_long_to_be_one_of_ours_is_not_read()
    {
        await using (var file = File.OpenWrite(_path))
            file.SetLength(2L * 1024 * 1024 * 1024);

        Assert.Null(await _store.ReadAsync(Grant, The.Token));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task A_file_of_one_MiB_is_read_and_a_longer_one_is_not(int more, bool isRead)
    {
        var content = new byte[(1024 * 1024) + more];
        content.AsSpan().Fill((byte)' ');
        _content.CopyTo(content, 0);
        await File.WriteAllBytesAsync(_path, content, The.Token);

        Assert.Equal(isRead, await _store.ReadAsync(Grant, The.Token) is not null);
    }

    [Fact]
    public async Task A_file_of_a_newer_version_is_left_alone_with_a_clear_error()
    {
        var newer = Encoding.UTF8.GetBytes("""{"version":2,"grant":"damaged","sealed":"…"}""");
        await File.WriteAllBytesAsync(_path, newer, The.Token);

        var atRead = await Assert.ThrowsAsync<SemrushAuthenticationException>(async () => await _store.ReadAsync(Grant, The.Token));
        var atUpdate = await Assert.ThrowsAsync<SemrushAuthenticationException>(() => _store.PutAsync(Grant, The.Tokens));

        Assert.All([atRead, atUpdate], error =>
        {
            Assert.Contains(_path, error.Message, StringComparison.Ordinal);
            Assert.Contains("newer version", error.Message, StringComparison.Ordinal);
            Assert.StartsWith("Update this program", error.NextStep, StringComparison.Ordinal);
        });
        Assert.Equal(newer, await File.ReadAllBytesAsync(_path, The.Token));
    }

    private static Client.Authentication.TokenSet? TryDeserialize(byte[] content)
    {
        try
        {
            return TokenSerializer.Deserialize(Grant, content);
        }
        catch (SemrushAuthenticationException exception) when (exception.Message.Contains("newer version", StringComparison.Ordinal))
        {
            return null;
        }
    }
}
