using Npgsql;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Fleet;

/// <summary>The workers of samples/Nightly, the emulators of their accounts, and their database, which is dropped at the end.</summary>
internal sealed class NightlyNetwork : IAsyncDisposable
{
    /// <summary>The number of heatmaps of a campaign whose worker is killed.</summary>
    public const int ReportsOfCampaign = 8;

    private const string Variable = "SEMRUSH_TEST_POSTGRES";

    private readonly string _name = $"nightly_{Guid.NewGuid():N}";
    private readonly NpgsqlDataSource _server;
    private readonly NpgsqlDataSource _database;
    private readonly Dictionary<string, SemrushEmulator> _accounts = [];
    private readonly List<NightlyWorker> _workers = [];

    private NightlyNetwork(string server)
    {
        _server = NpgsqlDataSource.Create(server);
        var database = new NpgsqlConnectionStringBuilder(server) { Database = _name }.ConnectionString;
        _database = NpgsqlDataSource.Create(database);
        Settings = new(StringComparer.Ordinal)
        {
            ["ConnectionStrings:Nightly"] = database,
            // February has no 31st.
            ["Cron"] = "0 0 31 2 *",
            ["Hangfire:RetryDelaysInSeconds:0"] = "0",
            ["Hangfire:RetryDelaysInSeconds:1"] = "0",
            ["Hangfire:RetryDelaysInSeconds:2"] = "0",
            ["Hangfire:Storage:DistributedLockTimeout"] = "00:00:05",
            ["Hangfire:Storage:QueuePollInterval"] = "00:00:00.2",
            ["Hangfire:Server:SchedulePollingInterval"] = "00:00:00.5",
            ["Hangfire:Server:WorkerCount"] = "2",
            // A worker whose jobs were taken over does not notice it.
            ["Hangfire:Server:CancellationCheckInterval"] = "01:00:00",
            ["Logging:LogLevel:Semrush.Client"] = "Warning",
        };
    }

    /// <summary>The settings of the workers that are started from now on.</summary>
    public Dictionary<string, string> Settings { get; }

    public IReadOnlyDictionary<string, SemrushEmulator> Accounts => _accounts;

    /// <summary>Creates a database on the server of the tests. Without a server, the test is skipped.</summary>
    public static async Task<NightlyNetwork> CreateAsync()
    {
        var server = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(string.IsNullOrEmpty(server), $"There is no PostgreSQL server: {Variable} is not set to a connection string. .ci/run installs and starts one.");
        var network = new NightlyNetwork(server);
        await network._server.CreateCommand($"CREATE DATABASE {network._name}").ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return network;
    }

    /// <summary>Adds an account, whose server is an emulator.</summary>
    public SemrushEmulator Add(string account, SemrushEmulatorOptions? options = null)
    {
        var emulator = _accounts[account] = SemrushEmulator.Start((options ?? new()) with { DemoData = false });
        Settings[$"Accounts:{account}:BaseAddress"] = emulator.Address.AbsoluteUri;
        Settings[$"Accounts:{account}:ApiKey"] = emulator.ApiKey;
        return emulator;
    }

    public NightlyWorker Start(params IEnumerable<string> arguments)
    {
        var worker = new NightlyWorker(Settings, arguments);
        _workers.Add(worker);
        return worker;
    }

    public async Task<List<T>> QueryAsync<T>(string sql, Func<NpgsqlDataReader, T> read)
    {
        await using var command = _database.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            rows.Add(read(reader));
        return rows;
    }

    public async Task<long> CountAsync(string from) => (await QueryAsync($"SELECT count(*) FROM {from}", row => row.GetInt64(0))).Single();

    /// <summary>The campaigns whose jobs a worker runs, and some of whose heatmaps are stored: as the worker logs the end of such a job.</summary>
    public Task<List<string>> ListUnfinishedAsync(NightlyWorker worker) => QueryAsync(
        $"""
        SELECT account, campaign_id FROM heatmaps JOIN (
            SELECT trim('"' FROM arguments::json->>0) AS account, trim('"' FROM arguments::json->>1) AS campaign_id
            FROM hangfire.job JOIN hangfire.state ON state.id = stateid
            WHERE statename = 'Processing' AND data::json->>'ServerId' LIKE '%:{worker.Id}:%') AS running USING (account, campaign_id)
        GROUP BY account, campaign_id HAVING count(*) < {ReportsOfCampaign}
        """,
        row => $"Account {row.GetString(0)}, campaign {row.GetString(1)}: ");

    /// <summary>Waits for a condition, and fails with what the workers wrote.</summary>
    public async Task UntilAsync(string what, Func<Task<bool>> condition)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < NightlyWorker.Patience, $"Not reached: {what}.\n{string.Join('\n', _workers.Select(worker => worker.Output))}");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in _workers)
            worker.Dispose();
        foreach (var emulator in _accounts.Values)
            await emulator.DisposeAsync();
        await _database.DisposeAsync();
        await using var drop = _server.CreateCommand($"DROP DATABASE {_name} WITH (FORCE)");
        await drop.ExecuteNonQueryAsync();
        await _server.DisposeAsync();
    }
}
