using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using StackExchange.Redis;

namespace Semrush.Client.ContractTests.Fleet;

/// <summary>A Redis server of one test, which the test may stop and start again.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private const string Program = "redis-server";

    private readonly int _port = FreePort();
    private readonly List<IConnectionMultiplexer> _connections = [];
    private Process _process;

    private RedisServer() => _process = Run();

    public string Endpoint => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_port}");

    /// <summary>Starts a server; skips the test where the program is not installed.</summary>
    public static async Task<RedisServer> StartAsync()
    {
        Assert.SkipWhen(Command.Find(Program) is null, $"There is no {Program}. .ci/run installs it.");
        var server = new RedisServer();
        await server.ReadyAsync();
        return server;
    }

    /// <summary>A new connection, as another process would have.</summary>
    public async Task<IConnectionMultiplexer> ConnectAsync(string? user = null, string? password = null)
    {
        var options = ConfigurationOptions.Parse(Endpoint);
        (options.AbortOnConnectFail, options.AllowAdmin, options.ReconnectRetryPolicy) = (false, true, new LinearRetry(200));
        (options.User, options.Password) = (user, password);
        var connection = await ConnectionMultiplexer.ConnectAsync(options);
        _connections.Add(connection);
        return connection;
    }

    /// <summary>Ends the process at once; its data is lost.</summary>
    public Task StopAsync()
    {
        _process.Kill();
        return _process.WaitForExitAsync(CancellationToken.None);
    }

    public Task StartAgainAsync()
    {
        _process.Dispose();
        _process = Run();
        return ReadyAsync();
    }

    /// <summary>How often the script of the limit ran.</summary>
    public async Task<long> ScriptsAsync()
    {
        var redis = await ConnectAsync();
        var commands = await redis.GetServer(Endpoint).InfoAsync("commandstats");
        return commands.SelectMany(section => section).Where(command => command.Key is "cmdstat_evalsha" or "cmdstat_eval")
            .Sum(command => long.Parse(command.Value.Split('=', ',')[1], CultureInfo.InvariantCulture));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections)
            await connection.DisposeAsync();
        await StopAsync();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private Process Run() => Process.Start(new ProcessStartInfo(
        Program,
        ["--bind", "127.0.0.1", "--port", _port.ToString(CultureInfo.InvariantCulture), "--save", "", "--appendonly", "no", "--dir", Path.GetTempPath()])
    { RedirectStandardOutput = true })!;

    private async Task ReadyAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
            if (line.Contains("Ready to accept connections", StringComparison.Ordinal))
                break;
        // The rest of its output is read, so that the server does not wait for a reader.
        _ = _process.StandardOutput.ReadToEndAsync(CancellationToken.None);
    }
}
