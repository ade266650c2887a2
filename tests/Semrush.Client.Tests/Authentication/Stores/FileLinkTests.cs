using Semrush.Client.Authentication;

namespace Semrush.Client.Tests.Authentication.Stores;

/// <summary>Which links are not followed: none.</summary>
public sealed class FileLinkTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FileTokenStore _store;

    public FileLinkTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "On Windows a link takes rights that an account seldom has.");
        _store = new(new() { Folder = _folder.Store });
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(".tokens", true)]
    [InlineData(".tokens", false)]
    [InlineData(".lock", true)]
    [InlineData(".lock", false)]
    public async Task A_link_in_the_place_of_a_file_is_rejected_and_its_target_untouched(string extension, bool dangling)
    {
        await _store.PutAsync("grant", The.Tokens);
        var link = Assert.Single(Directory.GetFiles(_folder.Store, "*" + extension));
        var target = Path.Combine(_folder.Path, "target");
        if (!dangling)
            File.Copy(link, target);
        File.Delete(link);
        File.CreateSymbolicLink(link, target);
        var before = dangling ? null : await File.ReadAllBytesAsync(target, The.Token);

        var error = await Assert.ThrowsAsync<SemrushAuthenticationException>(() => _store.PutAsync("grant", null));

        AssertRefuses(error, link);
        Assert.Equal(before, dangling ? null : await File.ReadAllBytesAsync(target, The.Token));
        Assert.NotNull(new FileInfo(link).LinkTarget);
        Assert.Equal(!dangling, File.Exists(target));
        if (extension == ".tokens")
            AssertRefuses(await Assert.ThrowsAsync<SemrushAuthenticationException>(async () => await _store.ReadAsync("grant", The.Token)), link);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_link_in_the_place_of_the_folder_is_rejected(bool dangling)
    {
        var target = Path.Combine(_folder.Path, "target");
        if (!dangling)
            Directory.CreateDirectory(target);
        Directory.CreateSymbolicLink(_folder.Store, target);

        AssertRefuses(await Assert.ThrowsAsync<SemrushAuthenticationException>(() => _store.PutAsync("grant", The.Tokens)), _folder.Store);
        AssertRefuses(await Assert.ThrowsAsync<SemrushAuthenticationException>(async () => await _store.ReadAsync("grant", The.Token)), _folder.Store);
        Assert.Equal(!dangling, Directory.Exists(target));
    }

    [Fact]
    public async Task A_link_in_the_place_of_the_draft_is_removed_and_its_target_untouched()
    {
        await _store.PutAsync("grant", The.Tokens);
        var target = Path.Combine(_folder.Path, "target");
        await File.WriteAllTextAsync(target, "precious", The.Token);
        File.CreateSymbolicLink(Assert.Single(Directory.GetFiles(_folder.Store, "*.tokens")) + ".new", target);

        await _store.PutAsync("grant", new("second", The.Noon, TimeSpan.FromDays(7)));

        Assert.Equal("precious", await File.ReadAllTextAsync(target, The.Token));
        Assert.Equal("second", (await _store.ReadAsync("grant", The.Token))!.AccessToken);
    }

    private static void AssertRefuses(SemrushAuthenticationException error, string path)
    {
        Assert.StartsWith(path + " is a symbolic link", error.Message, StringComparison.Ordinal);
        Assert.StartsWith("Remove the link", error.NextStep, StringComparison.Ordinal);
    }
}
