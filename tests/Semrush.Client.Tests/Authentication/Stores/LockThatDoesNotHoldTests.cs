using System.Runtime.Versioning;
using Semrush.Client.Authentication;

namespace Semrush.Client.Tests.Authentication.Stores;

/// <summary>File locks that are turned off: a share mode is all there is of them, and it can be without effect.</summary>
[UnsupportedOSPlatform("windows")]
[Collection(nameof(ManyProcesses))]
public sealed class LockThatDoesNotHoldTests : IDisposable
{
    private const int Processes = 3;
    private const int Updates = 100;
    private readonly TemporaryFolder _folder = new();

    public LockThatDoesNotHoldTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "On Windows, share modes cannot be turned off.");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Three_processes_that_lock_nothing_fail_at_once_and_say_so()
    {
        var ends = await RunAsync("DOTNET_SYSTEM_IO_DISABLEFILELOCKING=1 exec \"$@\"");

        Assert.All(ends, end =>
        {
            Assert.Equal(1, end.Code);
            Assert.Contains($"SemrushAuthenticationException: The lock {_folder.Store}", end.Error, StringComparison.Ordinal);
            Assert.Contains(
                ".tokens.lock does not hold: it was obtained twice, so that two processes could spend the same refresh token. "
                    + "Turn file locking on for this process (DOTNET_SYSTEM_IO_DISABLEFILELOCKING and System.IO.DisableFileLocking turn it off), "
                    + "use a folder on a local disk, or name another folder in FileTokenStoreOptions.Folder.",
                end.Error,
                StringComparison.Ordinal);
        });
        Assert.Empty(Directory.GetFiles(_folder.Store, "*.tokens"));
    }

    [Fact]
    public async Task Three_processes_that_lock_count_to_300()
    {
        Assert.All(await RunAsync("exec \"$@\""), end => Assert.True(end.Code == 0, end.Error));

        var counted = await new FileTokenStore(new() { Folder = _folder.Store }).ReadAsync("count", The.Token);
        Assert.Equal($"{Processes * Updates}", counted!.AccessToken);
    }

    [Fact]
    public async Task Tokens_are_read_without_a_lock()
    {
        await new FileTokenStore(new() { Folder = _folder.Store }).PutAsync("put", The.Tokens);

        var (code, output, error) = await Worker.StartFrom("DOTNET_SYSTEM_IO_DISABLEFILELOCKING=1 exec \"$@\"", "read", _folder.Store).EndAsync();

        Assert.Equal((0, The.AccessToken, ""), (code, output, error));
    }

    private Task<(int Code, string Output, string Error)[]> RunAsync(string script)
        => Task.WhenAll(Enumerable.Range(0, Processes).Select(_ => Worker.StartFrom(script, "count", _folder.Store, $"{Updates}").EndAsync()));
}
