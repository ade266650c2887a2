using System.Globalization;
using Semrush.Client.Authentication;

namespace Semrush.Client.Tests.Authentication.Stores;

/// <summary>Reliability 5.</summary>
[Collection(nameof(ManyProcesses))]
public sealed class KilledWriterTests
{
    private const int Batch = 4;
    private static readonly int Kills = Counts.Of(few: 20, full: 200);
    private readonly Random _random = new(5);

    [Fact]
    public async Task A_writer_that_is_killed_leaves_the_old_tokens_or_the_new_ones()
    {
        var (old, replaced) = (0, 0);
        for (var kills = 0; kills < Kills; kills += Batch)
            foreach (var (isNew, fault) in await Task.WhenAll(Enumerable.Range(0, Batch).Select(index => KillAsync(index % 2 == 0, _random.NextDouble()))))
            {
                Assert.True(fault is null, fault);
                _ = isNew ? replaced++ : old++;
            }

        TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture, $"{Kills} kills: the old file {old} times, the new one {replaced} times, torn 0 times"));
    }

    // On a disk a writer mostly waits for it; in memory it is mostly busy with the files themselves.
    // Returns whether the last write had come through before its writer could say so.
    private static async Task<(bool IsNew, string? Fault)> KillAsync(bool inMemory, double moment)
    {
        using var folder = new TemporaryFolder(inMemory);
        using var worker = Worker.Start("write", folder.Store);
        var output = worker.StandardOutput.BaseStream;
        var number = new byte[sizeof(int)];
        await output.ReadExactlyAsync(number, The.Token);
        await Task.Delay(TimeSpan.FromMilliseconds(moment * 30), TimeProvider.System, The.Token);
        worker.Kill();
        var last = await LastAsync(output, BitConverter.ToInt32(number));
        await worker.WaitForExitAsync(The.Token);

        var store = new FileTokenStore(new() { Folder = folder.Store });
        var tokens = await store.ReadAsync("kill", The.Token);
        if (tokens is null)
            return (false, $"no tokens after {last}");
        var found = int.Parse(tokens.AccessToken.AsSpan(0, 8), CultureInfo.InvariantCulture);
        if (tokens.RefreshToken != tokens.AccessToken || tokens.AccessToken.Replace(tokens.AccessToken[..8], "", StringComparison.Ordinal).Length > 0)
            return (false, $"torn after {last}");
        if (found != last && found != last + 1)
            return (false, $"{found} after {last}");

        // The next start works: the lock is free, and what was left of a draft is in nobody's way.
        await store.PutAsync("kill", new TokenSet("next", The.Noon, TimeSpan.FromDays(7)));
        return (found == last + 1, (await store.ReadAsync("kill", The.Token))?.AccessToken == "next" ? null : "the next start failed");
    }

    private static async Task<int> LastAsync(Stream output, int last)
    {
        var number = new byte[sizeof(int)];
        while (await output.ReadAtLeastAsync(number, number.Length, throwOnEndOfStream: false, The.Token) == number.Length)
            last = BitConverter.ToInt32(number);
        return last;
    }
}
