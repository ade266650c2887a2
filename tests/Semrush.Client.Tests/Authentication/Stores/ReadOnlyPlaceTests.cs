using System.Diagnostics;
using System.Runtime.Versioning;
using Semrush.Client.Authentication;
using Semrush.Client.Tests.Authentication.Tokens;

namespace Semrush.Client.Tests.Authentication.Stores;

/// <summary>Tokens in a place that can be read, but not be written, such as the mounted secret of a container.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ReadOnlyPlaceTests : IAsyncLifetime
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Everybody = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const string Grant = "fake;account=default";

    private readonly TemporaryFolder _folder = new();
    private readonly Clock _time = new();
    private bool _isMounted;

    private string Disk => Path.Combine(_folder.Path, "disk");

    private FileTokenStore Store => new(new() { Folder = Path.Combine(Disk, "tokens") }, _time);

    public ValueTask InitializeAsync()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The places are made with the tools of Linux.");
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        if (_isMounted)
            await ShellAsync($"umount '{Disk}'");
        _folder.Dispose();
    }

    [Theory]
    [InlineData(Owner)]
    [InlineData(Owner | UnixFileMode.GroupRead | UnixFileMode.OtherRead)]
    [InlineData(Everybody)]
    public async Task A_token_on_a_read_only_mount_is_read_whatever_its_mode(UnixFileMode mode)
    {
        await MountAsync(mode);
        var flow = new FakeFlow(_time);
        await using var tokens = new TokenManager(flow, Store, timeProvider: _time);

        Assert.Equal("stored", await tokens.GetAuthorizationTokenAsync(TokenScene.Api, null, The.Token));
        Assert.Equal(0, flow.Requests);
    }

    [Fact]
    public async Task A_token_that_is_due_for_a_refresh_is_used_from_there_for_as_long_as_it_lasts()
    {
        await MountAsync(Everybody);
        var flow = new FakeFlow(_time);
        await using var tokens = new TokenManager(flow, Store, timeProvider: _time);
        _time.Advance(TimeSpan.FromDays(6.9));

        Assert.Equal("stored", await tokens.GetAuthorizationTokenAsync(TokenScene.Api, null, The.Token));

        _time.Advance(TimeSpan.FromDays(0.1));
        var failure = await Assert.ThrowsAsync<SemrushAuthenticationException>(() => tokens.GetAuthorizationTokenAsync(TokenScene.Api, null, The.Token));
        Assert.Contains($"Tokens cannot be kept in {Store.Folder}", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Read-only file system", failure.Message, StringComparison.Ordinal);
        Assert.Equal(0, flow.Requests);
    }

    [Fact]
    public async Task A_token_in_a_folder_of_another_account_is_read()
    {
        var store = new FileTokenStore(new() { Folder = _folder.Store });
        await store.PutAsync("put", The.Tokens);
        // Root may change any mode, so that the worker becomes somebody else; without root, nobody else's file can be made.
        Assert.SkipUnless(Environment.IsPrivilegedProcess && File.Exists("/usr/bin/setpriv"), "Files of another account are made by root, with setpriv.");
        var entered = UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        File.SetUnixFileMode(_folder.Path, entered);
        File.SetUnixFileMode(_folder.Store, entered);
        var file = Assert.Single(Directory.GetFiles(_folder.Store, "*.tokens"));
        File.SetUnixFileMode(file, Everybody);

        var (code, output, error) = await Worker.StartFrom("exec setpriv --reuid=65534 --regid=65534 --clear-groups \"$@\"", "read", _folder.Store).EndAsync();

        Assert.Equal((0, The.AccessToken, ""), (code, output, error));
        Assert.Equal(Everybody, File.GetUnixFileMode(file));
    }

    private async Task MountAsync(UnixFileMode mode)
    {
        Directory.CreateDirectory(Disk);
        _isMounted = await ShellAsync($"mount -t tmpfs none '{Disk}'") == 0;
        Assert.SkipUnless(_isMounted, "Nothing can be mounted here.");
        await Store.PutAsync(Grant, new("stored", _time.GetUtcNow(), TimeSpan.FromDays(7)) { RefreshToken = "refresh" });
        File.SetUnixFileMode(Assert.Single(Directory.GetFiles(Store.Folder, "*.tokens")), mode);
        Assert.Equal(0, await ShellAsync($"mount -o remount,ro '{Disk}'"));
    }

    private static async Task<int> ShellAsync(string script)
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", script + " 2>/dev/null"]))!;
        await shell.WaitForExitAsync(The.Token);
        return shell.ExitCode;
    }
}
