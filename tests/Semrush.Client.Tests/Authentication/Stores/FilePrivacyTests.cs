using System.Runtime.Versioning;
using Semrush.Client.Authentication;

namespace Semrush.Client.Tests.Authentication.Stores;

/// <summary>Reliability 15: who may read the tokens.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class FilePrivacyTests : IDisposable
{
    private const UnixFileMode Everybody = (UnixFileMode)0b111_111_111;
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;
    private const UnixFileMode EverybodyReads = OwnerFile | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private readonly TemporaryFolder _folder = new();
    private readonly FileTokenStore _store;

    public FilePrivacyTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no mode bits; there the access rights of the folder apply.");
        _store = new(new() { Folder = _folder.Store });
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("000")]
    [InlineData("022")]
    [InlineData("077")]
    [InlineData("277")]
    public async Task Files_are_0600_in_a_folder_of_0700_under_any_umask(string umask)
    {
        var (code, output, error) = await Worker.StartFrom($"umask {umask}; exec \"$@\"", "put", _folder.Store).EndAsync();

        Assert.True(code == 0, error);
        Assert.Equal("put", output);
        Assert.Equal(OwnerFolder, File.GetUnixFileMode(_folder.Store));
        Assert.All(Directory.GetFiles(_folder.Store), file => Assert.Equal(OwnerFile, File.GetUnixFileMode(file)));
    }

    [Fact]
    public async Task Files_and_a_folder_that_others_can_read_are_tightened_by_an_update()
    {
        await _store.PutAsync("grant", The.Tokens);
        foreach (var file in Directory.GetFiles(_folder.Store))
            File.SetUnixFileMode(file, EverybodyReads);
        File.SetUnixFileMode(_folder.Store, Everybody);

        await _store.UpdateAsync("grant", (tokens, _) => Task.FromResult(tokens), The.Token);

        Assert.Equal(OwnerFolder, File.GetUnixFileMode(_folder.Store));
        Assert.All(Directory.GetFiles(_folder.Store), file => Assert.Equal(OwnerFile, File.GetUnixFileMode(file)));
    }

    [Fact]
    public async Task A_file_of_0644_is_tightened_by_a_read()
    {
        await _store.PutAsync("grant", The.Tokens);
        var file = Assert.Single(Directory.GetFiles(_folder.Store, "*.tokens"));
        File.SetUnixFileMode(file, EverybodyReads);

        Assert.Equal(The.AccessToken, (await _store.ReadAsync("grant", The.Token))!.AccessToken);
        Assert.Equal(OwnerFile, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task An_empty_folder_that_others_can_open_becomes_the_stores_own()
    {
        Directory.CreateDirectory(_folder.Store, Everybody);
        File.SetUnixFileMode(_folder.Store, Everybody);

        await _store.PutAsync("grant", The.Tokens);

        Assert.Equal(OwnerFolder, File.GetUnixFileMode(_folder.Store));
    }

    [Fact]
    public async Task A_folder_that_others_share_is_neither_used_nor_closed_to_them()
    {
        Directory.CreateDirectory(_folder.Store);
        File.SetUnixFileMode(_folder.Store, Everybody);
        await File.WriteAllTextAsync(Path.Combine(_folder.Store, "holiday.jpg"), "", The.Token);

        var error = await Assert.ThrowsAsync<SemrushAuthenticationException>(() => _store.PutAsync("grant", The.Tokens));

        Assert.Contains(_folder.Store, error.Message, StringComparison.Ordinal);
        Assert.Contains("chmod 700", error.NextStep, StringComparison.Ordinal);
        Assert.Equal(Everybody, File.GetUnixFileMode(_folder.Store));
    }

    [Fact]
    public async Task A_folder_that_is_private_already_may_hold_other_files_and_stays_as_it_is()
    {
        Directory.CreateDirectory(_folder.Store);
        File.SetUnixFileMode(_folder.Store, OwnerFolder | UnixFileMode.StickyBit);
        await File.WriteAllTextAsync(Path.Combine(_folder.Store, "notes.txt"), "", The.Token);

        await _store.PutAsync("grant", The.Tokens);

        Assert.Equal(OwnerFolder | UnixFileMode.StickyBit, File.GetUnixFileMode(_folder.Store));
    }
}
