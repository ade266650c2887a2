using System.Globalization;
using Semrush.Client.Authentication;

namespace Semrush.Client.Tests.Authentication.Stores;

public sealed class FileTokenStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FileTokenStore _store;

    public FileTokenStoreTests() => _store = new(new() { Folder = _folder.Store });

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Another_store_on_the_folder_reads_the_tokens()
    {
        await _store.PutAsync("grant", The.Tokens);

        var read = await new FileTokenStore(new() { Folder = _folder.Store }).ReadAsync("grant", The.Token);

        Assert.Equal(The.Tokens.AccessToken, read!.AccessToken);
        Assert.Equal(The.Tokens.RefreshToken, read.RefreshToken);
        Assert.Equal(The.Tokens.ObtainedAt, read.ObtainedAt);
        Assert.Equal(The.Tokens.ExpiresAt, read.ExpiresAt);
    }

    [Fact]
    public async Task Before_the_first_write_there_are_no_tokens_and_no_folder()
    {
        Assert.Null(await _store.ReadAsync("grant", The.Token));
        Assert.False(Directory.Exists(_folder.Store));
    }

    [Fact]
    public async Task Keys_are_kept_apart_whatever_their_names()
    {
        string[] names = ["a", "A", "a b", "a/b", "a\\b", "../a", "ä", new('x', 500), new('x', 501), "nul", "."];
        foreach (var name in names)
            await _store.PutAsync(name, new(name, The.Noon, TimeSpan.FromDays(7)));

        foreach (var name in names)
            Assert.Equal(name, (await _store.ReadAsync(name, The.Token))!.AccessToken);
        Assert.Equal(names.Length, Directory.GetFiles(_folder.Store, "*.tokens").Length);
        Assert.Equal([_folder.Store], Directory.GetFileSystemEntries(_folder.Path));
    }

    /// <summary>A newer version of the library finds the tokens by the name of their file, so it does not change.</summary>
    [Theory]
    [InlineData("device;client=My App", "device-client-my-app-9d8e874777a45a9b")]
    [InlineData("../a", "a-61b4c98bfb92bdc9")]
    [InlineData("ä", "-33e6d73fee82904c")]
    [InlineData(
        "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-09ecb6ebc8bcefc7")]
    public async Task The_name_of_a_file_is_the_letters_and_digits_of_the_key_and_a_digest(string key, string name)
    {
        await _store.PutAsync(key, The.Tokens);

        Assert.Equal(Path.Combine(_folder.Store, name + ".tokens"), Assert.Single(Directory.GetFiles(_folder.Store, "*.tokens")));
    }

    [Fact]
    public async Task Tokens_that_are_not_to_be_kept_are_deleted()
    {
        await _store.PutAsync("grant", The.Tokens);
        await _store.PutAsync("grant", null);

        Assert.Null(await _store.ReadAsync("grant", The.Token));
        Assert.Empty(Directory.GetFiles(_folder.Store, "*.tokens"));
    }

    [Fact]
    public async Task A_change_that_returns_what_it_got_writes_nothing()
    {
        await _store.PutAsync("grant", The.Tokens);
        var file = Assert.Single(Directory.GetFiles(_folder.Store, "*.tokens"));
        File.SetLastWriteTimeUtc(file, The.Noon.UtcDateTime);

        await _store.UpdateAsync("grant", (tokens, _) => Task.FromResult(tokens), The.Token);

        Assert.Equal(The.Noon.UtcDateTime, File.GetLastWriteTimeUtc(file));
    }

    [Fact]
    public async Task A_change_that_fails_leaves_the_tokens_and_lifts_the_lock()
    {
        await _store.PutAsync("grant", The.Tokens);

        await Assert.ThrowsAsync<NotSupportedException>(() => _store.UpdateAsync("grant", (_, _) => throw new NotSupportedException(), The.Token));

        Assert.Equal(The.AccessToken, (await _store.ReadAsync("grant", The.Token))!.AccessToken);
        await _store.PutAsync("grant", null);
    }

    [Fact]
    public async Task Nothing_but_tokens_and_the_lock_stays_in_the_folder()
    {
        await _store.PutAsync("grant", The.Tokens);

        var names = Directory.GetFileSystemEntries(_folder.Store).Select(entry => Path.GetExtension(entry)).Order(StringComparer.Ordinal);
        Assert.Equal([".lock", ".tokens"], names);
    }

    [Fact]
    public async Task A_key_and_a_change_are_required()
    {
        await Assert.ThrowsAsync<ArgumentException>("key", async () => await _store.ReadAsync("", The.Token));
        await Assert.ThrowsAsync<ArgumentNullException>("change", () => _store.UpdateAsync("grant", null!, The.Token));
        Assert.False(Directory.Exists(_folder.Store));
    }

    [Fact]
    public async Task Another_process_may_read_the_file_at_the_same_time()
    {
        await _store.PutAsync("grant", The.Tokens);
        await using var reader = new FileStream(Assert.Single(Directory.GetFiles(_folder.Store, "*.tokens")), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);

        Assert.Equal(The.AccessToken, (await _store.ReadAsync("grant", The.Token))!.AccessToken);
    }

    [Fact]
    public async Task A_hundred_updates_at_once_run_one_after_the_other()
    {
        var (inside, most) = (0, 0);
        var stores = Enumerable.Range(0, 4).Select(_ => new FileTokenStore(new() { Folder = _folder.Store })).ToList();

        await Task.WhenAll(Enumerable.Range(0, 100).Select(number => Task.Run(
            () => stores[number % stores.Count].UpdateAsync(
                "grant",
                async (tokens, _) =>
                {
                    most = Math.Max(most, Interlocked.Increment(ref inside));
                    await Task.Yield();
                    Interlocked.Decrement(ref inside);
                    return new TokenSet(Next(tokens?.AccessToken ?? "0"), The.Noon, TimeSpan.FromDays(7));
                },
                The.Token),
            The.Token)));

        Assert.Equal(1, most);
        Assert.Equal("100", (await _store.ReadAsync("grant", The.Token))!.AccessToken);
    }

    private static string Next(string number)
        => (int.Parse(number, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);
}
