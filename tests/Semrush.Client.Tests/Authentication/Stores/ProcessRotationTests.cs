using System.Globalization;
using Semrush.Client.Authentication;

namespace Semrush.Client.Tests.Authentication.Stores;

/// <summary>Reliability 4.</summary>
[Collection(nameof(ManyProcesses))]
public sealed class ProcessRotationTests : IDisposable
{
    private static readonly int Processes = Counts.Of(few: 6, full: 20);
    private static readonly int RotationsOfEach = Counts.Of(few: 10, full: 50);
    private readonly TemporaryFolder _folder = new(inMemory: true);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Processes_on_one_file_rotate_and_spend_no_refresh_token_twice()
    {
        await using var server = new RotatingServer();
        var store = new FileTokenStore(new() { Folder = _folder.Store });
        await store.PutAsync("rotation;account=default", new TokenSet("access-0", The.Noon, TimeSpan.FromMilliseconds(1)) { RefreshToken = server.RefreshToken });
        var started = TimeProvider.System.GetTimestamp();

        var workers = Enumerable.Range(0, Processes)
            .Select(_ => Worker.Start("rotate", "file", _folder.Store, server.Address.AbsoluteUri, RotationsOfEach.ToString(CultureInfo.InvariantCulture)).EndAsync());

        Assert.All(await Task.WhenAll(workers), worker => Assert.True(worker.Code == 0, worker.Error));
        var duration = TimeProvider.System.GetElapsedTime(started);
        TestContext.Current.SendDiagnosticMessage(
            string.Create(CultureInfo.InvariantCulture, $"{Processes} processes, {server.Rotations} rotations, {server.Faults.Count} reuses, {duration.TotalSeconds:F1} s"));
        Assert.Empty(server.Faults);
        Assert.Equal(Processes * RotationsOfEach, server.Rotations);
        Assert.Equal(server.RefreshToken, (await store.ReadAsync("rotation;account=default", The.Token))!.RefreshToken);
    }
}
