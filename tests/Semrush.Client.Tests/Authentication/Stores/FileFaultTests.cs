using System.Diagnostics;
using System.Runtime.Versioning;
using Semrush.Client.Authentication;
using Semrush.Client.Tests.Authentication.Tokens;

namespace Semrush.Client.Tests.Authentication.Stores;

/// <summary>Reliability 15: a disk that is full, and a folder that cannot be written to.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class FileFaultTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FileTokenStore _store;

    public FileFaultTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The faults are made with the tools of Linux.");
        _store = new(new() { Folder = _folder.Store });
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_folder_that_this_account_may_not_write_to_is_a_clear_error()
    {
        // Root may write everywhere, so that the worker becomes somebody else.
        var asNobody = Environment.IsPrivilegedProcess ? "exec setpriv --reuid=65534 --regid=65534 --clear-groups \"$@\"" : "exec \"$@\"";
        Assert.SkipWhen(Environment.IsPrivilegedProcess && !File.Exists("/usr/bin/setpriv"), "The tests run as root, without setpriv to become somebody else.");
        File.SetUnixFileMode(_folder.Path, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);

        var (code, _, error) = await Worker.StartFrom(asNobody, "put", _folder.Store).EndAsync();

        File.SetUnixFileMode(_folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Assert.Equal(1, code);
        AssertTells(error, _folder.Store);
        Assert.Contains("denied", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_limit_on_the_size_of_files_is_a_clear_error()
    {
        // No byte may be written to any file. Anybody can arrange that.
        var (code, _, error) = await Worker.StartFrom("trap '' XFSZ; ulimit -f 0; exec \"$@\"", "put", _folder.Store).EndAsync();

        Assert.Equal(1, code);
        AssertTells(error, _folder.Store);
        Assert.All(Directory.GetFiles(_folder.Store), file => Assert.EndsWith(".lock", file, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_full_disk_is_noticed_before_the_change_is_made_and_keeps_the_old_tokens()
    {
        var disk = Path.Combine(_folder.Path, "disk");
        Directory.CreateDirectory(disk);
        Assert.SkipUnless(await ShellAsync($"mount -t tmpfs -o size=64k none '{disk}'") == 0, "Nothing can be mounted here.");
        try
        {
            var store = new FileTokenStore(new() { Folder = Path.Combine(disk, "tokens") });
            await store.PutAsync("grant", The.Tokens);
            await ShellAsync($"head -c 1000000 /dev/zero > '{disk}/filling'");
            var changes = 0;

            var error = await Assert.ThrowsAsync<SemrushAuthenticationException>(
                () => store.UpdateAsync("grant", (tokens, _) => { changes++; return Task.FromResult(tokens); }, The.Token));

            AssertTells(error.Message, disk);
            Assert.Equal(0, changes);
            Assert.Equal(The.AccessToken, (await store.ReadAsync("grant", The.Token))!.AccessToken);

            File.Delete(Path.Combine(disk, "filling"));
            await store.PutAsync("grant", null);
            Assert.Null(await store.ReadAsync("grant", The.Token));
        }
        finally
        {
            await ShellAsync($"umount '{disk}'");
        }
    }

    [Fact]
    public async Task A_file_in_the_place_of_the_folder_is_a_clear_error()
    {
        await File.WriteAllTextAsync(_folder.Store, "", The.Token);

        var error = await Assert.ThrowsAsync<SemrushAuthenticationException>(() => _store.PutAsync("grant", The.Tokens));

        AssertTells(error.Message, _folder.Store);
    }

    [Theory]
    [InlineData(".tokens")]
    [InlineData(".lock")]
    public async Task A_folder_in_the_place_of_a_file_is_a_clear_error(string extension)
    {
        await _store.PutAsync("grant", The.Tokens);
        var file = Assert.Single(Directory.GetFiles(_folder.Store, "*.tokens"));
        var inTheWay = Assert.Single(Directory.GetFiles(_folder.Store, "*" + extension));
        File.Delete(inTheWay);
        Directory.CreateDirectory(inTheWay);

        if (extension == ".lock")
            AssertTells((await Assert.ThrowsAsync<SemrushAuthenticationException>(() => _store.PutAsync("grant", The.Tokens))).Message, file);
        else
            Assert.StartsWith(
                $"The tokens in {file} cannot be read: ",
                (await Assert.ThrowsAsync<SemrushAuthenticationException>(async () => await _store.ReadAsync("grant", The.Token))).Message,
                StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disk_that_fails_between_the_refresh_and_the_write_loses_nothing()
    {
        using var scene = new TokenScene(_store);
        await scene.WithExpiredTokenAsync();
        var file = Assert.Single(Directory.GetFiles(_folder.Store, "*.tokens"));
        scene.Flow.OnRenew = (_, _) =>
        {
            // While the server answers, something gets in the way of the file.
            File.Delete(file);
            Directory.CreateDirectory(Path.Combine(file, "in the way"));
            return Task.FromResult<TokenSet?>(scene.Flow.Next());
        };

        var error = await Assert.ThrowsAsync<SemrushAuthenticationException>(() => scene.GetAsync());
        AssertTells(error.Message, file);
        Assert.Contains("used from memory", error.NextStep, StringComparison.Ordinal);
        Assert.Equal("access-2", await scene.GetAsync());

        Directory.Delete(file, recursive: true);
        scene.Time.Advance(TimeSpan.FromSeconds(40));
        Assert.Equal("access-2", await scene.GetAsync());
        Assert.Equal("access-2", (await scene.StoredAsync())!.AccessToken);
        Assert.Equal(1, scene.Flow.Renewals);
    }

    private static async Task<int> ShellAsync(string script)
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", script + " 2>/dev/null"]))!;
        await shell.WaitForExitAsync(The.Token);
        return shell.ExitCode;
    }

    private static void AssertTells(string message, string path)
    {
        Assert.Contains($"Tokens cannot be kept in {path}", message, StringComparison.Ordinal);
        Assert.Contains("Make room on the disk and let this account write there", message, StringComparison.Ordinal);
    }
}
