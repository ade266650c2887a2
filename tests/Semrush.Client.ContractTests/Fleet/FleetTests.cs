using System.Diagnostics;
using System.Globalization;
using Newtonsoft.Json.Linq;
using Semrush.Client.ContractTests.Canary;
using Semrush.Client.ContractTests.Limits;
using Semrush.Client.ContractTests.Tool;

namespace Semrush.Client.ContractTests.Fleet;

/// <summary>Processes of several accounts share the limits of each through Redis, at an emulator that enforces them.</summary>
[Collection(nameof(Alone))]
public sealed class FleetTests : IAsyncDisposable
{
    private const int Limit = 10;
    private const int TasksOfEach = 4;

    private static readonly int Workers = Counts.Of(few: 4, full: 20);
    private static readonly int Kills = Counts.Of(few: 1, full: 5);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(Counts.Of(few: 2, full: 15));
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(Counts.Of(few: 4, full: 30));
    private static readonly string[] Accounts = [.. new[] { "anna", "ben", "cem" }.Take(Counts.Of(few: 1, full: 3))];

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;
    private readonly List<(string Account, Process Process)> _workers = [];
    private ToolProcess? _emulator;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static TimeProvider Time => TimeProvider.System;

    [Fact]
    public async Task Fleet_uses_95_percent_of_the_rate_without_429_while_workers_are_killed_and_Redis_restarts()
    {
        await using var redis = await RedisServer.StartAsync();
        var address = await StartEmulatorAsync();
        for (var i = 0; i < Workers; i++)
            await AddWorkerAsync(redis, address, Accounts[i % Accounts.Length]);
        await WaitAsync(WarmUp);
        await using var stalls = new StallWatch();

        // First the rate, while workers are killed and others take their place; each account collects a campaign.
        var (from, scripts) = (Time.GetUtcNow(), await redis.ScriptsAsync());
        foreach (var (account, process) in Accounts.Select(account => _workers.Last(worker => worker.Account == account)))
            await process.StandardInput.WriteLineAsync($"collect campaign-of-{account}");
        for (var i = 0; i < Kills; i++)
        {
            await WaitAsync(Measured / (Kills + 1));
            var (account, process) = _workers[0];
            process.Kill();
            _workers.RemoveAt(0);
            process.Dispose();
            await AddWorkerAsync(redis, address, account);
        }

        await WaitAsync(from + Measured - Time.GetUtcNow());
        var (to, trips) = (Time.GetUtcNow(), await redis.ScriptsAsync() - scripts);

        // Then Redis, which forgets everything.
        await redis.StopAsync();
        await redis.StartAgainAsync();
        var back = Time.GetUtcNow();
        await WaitAsync(TimeSpan.FromSeconds(Counts.Of(few: 4, full: 8)));
        var calls = await EndAsync();

        var arrivals = Arrivals();
        var measured = arrivals.Where(arrival => arrival.At >= from && arrival.At < to).ToList();
        var rates = Accounts.ToDictionary(
            account => account,
            account => measured.Count(arrival => arrival.Account == account && arrival.Status != 429) / (to - from).TotalSeconds / Limit);
        var rejected = arrivals.Where(arrival => arrival.Status == 429).ToList();
        var unexplained = rejected.Where(arrival => !stalls.Explains(arrival.At)).ToList();
        var awaited = (double)(trips - measured.Count) / measured.Count;
        TestContext.Current.SendDiagnosticMessage(string.Create(
            CultureInfo.InvariantCulture,
            $"Fleet: {Workers} processes, {Accounts.Length} accounts, {Kills} killed and replaced, 1 restart of Redis: {arrivals.Count} requests, {rates.Values.Min():P1} to {rates.Values.Max():P1} of the permitted rate in {(to - from).TotalSeconds:F0} s, {rejected.Count} responses of 429, {unexplained.Count} of them without one of {stalls.Count} stalls of this machine, {awaited:F1} round trips before a start, {calls.Min(call => call.Succeeded)} to {calls.Max(call => call.Succeeded)} calls of a process, {calls.Sum(call => call.Failed)} failed"));
        Assert.Empty(unexplained);
        Assert.All(rates.Values, rate => Assert.InRange(rate, Counts.Of(few: 75, full: 95) / 100.0, 1.05));
        Assert.InRange(awaited, 0, 4);
        Assert.All(calls, call => Assert.Equal(0, call.Failed));
        Assert.Equal(Accounts, arrivals.Where(arrival => arrival.Operation == "CollectCampaign").Select(arrival => arrival.Account).Order());
        Assert.All(Accounts, account => Assert.Contains(arrivals, arrival => arrival.Account == account && arrival.At > back && arrival.Status == 200));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _workers.Select(worker => worker.Process))
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            process.Dispose();
        }

        if (_emulator is not null)
            await _emulator.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static Task WaitAsync(TimeSpan time) => time > TimeSpan.Zero ? Task.Delay(time, Time, Token) : Task.CompletedTask;

    private async Task<string> StartEmulatorAsync()
    {
        var seed = new JObject
        {
            ["accounts"] = new JArray(Accounts.Select(account => new JObject
            {
                ["name"] = account,
                ["apiKey"] = $"canary-key-{account}",
                ["campaigns"] = new JArray(new JObject { ["id"] = $"campaign-of-{account}" }),
            })),
        };
        await File.WriteAllTextAsync(Path.Combine(_folder, "seed.json"), seed.ToString(), Token);
        _emulator = await ToolProcess.StartAsync("--seed", Path.Combine(_folder, "seed.json"), "--rate-limit", "--log", Path.Combine(_folder, "log"));
        return _emulator.Http.BaseAddress!.AbsoluteUri;
    }

    private async Task AddWorkerAsync(RedisServer redis, string address, string account)
    {
        var process = Worker.Start("fleet", redis.Endpoint, address, $"canary-key-{account}", TasksOfEach.ToString(CultureInfo.InvariantCulture));
        _workers.Add((account, process));
        Assert.Equal("started", await process.StandardOutput.ReadLineAsync(Token));
    }

    private async Task<List<(int Succeeded, int Failed)>> EndAsync()
    {
        foreach (var (_, process) in _workers)
            process.StandardInput.Close();
        var ended = await Task.WhenAll(_workers.Select(worker => worker.Process.EndAsync()));
        _workers.Clear();
        Assert.All(ended, worker => Assert.True(worker.Code == 0, worker.Error));
        return
        [
            .. ended.Select(worker => worker.Output.Split('\n')[^1].Split(' '))
                .Select(counts => (int.Parse(counts[0], CultureInfo.InvariantCulture), int.Parse(counts[1], CultureInfo.InvariantCulture))),
        ];
    }

    private List<(DateTimeOffset At, string Account, string Operation, int Status)> Arrivals() =>
    [
        .. File.ReadLines(Path.Combine(_folder, "log")).Select(line => line.Split('\t')).Select(fields => (
            DateTimeOffset.Parse(fields[0], CultureInfo.InvariantCulture),
            fields[1],
            fields[4],
            int.Parse(fields[5], CultureInfo.InvariantCulture))),
    ];
}
