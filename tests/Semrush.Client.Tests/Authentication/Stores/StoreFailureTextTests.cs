using System.Runtime.Versioning;
using System.Text;
using Semrush.Client.Authentication;

namespace Semrush.Client.Tests.Authentication.Stores;

/// <summary>The text of every failure of a store; that of a lock without effect is in LockThatDoesNotHoldTests.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class StoreFailureTextTests : IDisposable
{
    private const string AnotherFolder = "or name another folder in FileTokenStoreOptions.Folder.";

    private readonly TemporaryFolder _folder = new();
    private readonly FileTokenStore _store;

    public StoreFailureTextTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The faults are made with links and modes of Unix.");
        _store = new(new() { Folder = _folder.Store });
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_that_cannot_be_read_is_named()
    {
        var file = await MakeFolderOfAsync("*.tokens");

        var failure = await Assert.ThrowsAsync<SemrushAuthenticationException>(() => _store.ReadAsync("device", The.Token).AsTask());

        AssertText(failure, $"The tokens in {file} cannot be read: {failure.InnerException!.Message} Let this account read and write the file, {AnotherFolder}");
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_named()
    {
        var file = (await MakeFolderOfAsync("*.lock"))[..^".lock".Length];

        var failure = await Assert.ThrowsAsync<SemrushAuthenticationException>(() => _store.PutAsync("device", The.Tokens));

        AssertText(
            failure,
            $"Tokens cannot be kept in {file}: {failure.InnerException!.Message} Make room on the disk and let this account write there, {AnotherFolder}");
    }

    [Fact]
    public async Task A_link_is_named()
    {
        File.CreateSymbolicLink(_folder.Store, _folder.Path);

        AssertText(
            await Assert.ThrowsAsync<SemrushAuthenticationException>(() => _store.PutAsync("device", The.Tokens)),
            $"{_folder.Store} is a symbolic link, so no tokens go through it: another account may have placed it. Remove the link, {AnotherFolder}");
    }

    [Fact]
    public async Task A_shared_folder_is_named()
    {
        Directory.CreateDirectory(_folder.Store, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.SetUnixFileMode(_folder.Store, File.GetUnixFileMode(_folder.Store) | UnixFileMode.OtherRead);
        await File.WriteAllTextAsync(Path.Combine(_folder.Store, "other"), "", The.Token);

        AssertText(
            await Assert.ThrowsAsync<SemrushAuthenticationException>(() => _store.PutAsync("device", The.Tokens)),
            $"The folder {_folder.Store} is open to other accounts and holds other files than tokens. "
                + $"Run chmod 700 on it if it may be this account's alone, {AnotherFolder}");
    }

    [Fact]
    public async Task Tokens_of_a_newer_version_are_named()
    {
        await _store.PutAsync("device", The.Tokens);
        var file = Assert.Single(Directory.GetFiles(_folder.Store, "*.tokens"));
        await File.WriteAllTextAsync(file, """{"version":2}""", The.Token);

        AssertText(
            await Assert.ThrowsAsync<SemrushAuthenticationException>(() => _store.ReadAsync("device", The.Token).AsTask()),
            $"The tokens of device in {file} are of a newer version of this library, so they are left alone. Update this program, {AnotherFolder}");
        AssertText(
            Assert.Throws<SemrushAuthenticationException>(() => TokenSerializer.Deserialize("device", Encoding.UTF8.GetBytes("""{"version":2}"""))),
            "The tokens of device are of a newer version of this library, so they are left alone. Update this program, or give it another store.");
    }

    private async Task<string> MakeFolderOfAsync(string pattern)
    {
        await _store.PutAsync("device", The.Tokens);
        var file = Assert.Single(Directory.GetFiles(_folder.Store, pattern));
        File.Delete(file);
        Directory.CreateDirectory(file);
        return file;
    }

    private static void AssertText(SemrushAuthenticationException failure, string text) => Assert.Equal((text, "Authentication"), (failure.Message, failure.Operation));
}
