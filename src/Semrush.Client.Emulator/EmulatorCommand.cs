using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Semrush.Client.Testing;

namespace Semrush.Client.Emulator;

/// <summary>The command line: its options, and what it starts.</summary>
internal sealed class EmulatorCommand : RootCommand
{
    private static readonly EmulatedRateLimit DefaultLimit = new();

    private readonly Option<int> _port = new("--port")
    {
        Description = "The port to listen on, at the loopback addresses; 0 for any free one.",
        HelpName = "PORT",
        DefaultValueFactory = _ => 5577,
    };

    private readonly Option<AccountSeed[]> _accounts = new("--account")
    {
        Description = "An account and its API key, such as anna=KEY. Use it once for each account. "
            + "Without accounts, there is one with the key emulator-key.",
        HelpName = "NAME=KEY",
        CustomParser = ReadAccounts,
    };

    private readonly Option<FileInfo?> _seed = new("--seed")
    {
        Description = "A JSON file with accounts and their data. The command schema prints its schema.",
        HelpName = "FILE",
    };

    private readonly Option<bool> _noDemoData = new("--no-demo-data") { Description = "Start without campaigns, locations and projects." };

    private readonly Option<bool> _examplesOnly = new("--examples-only")
    {
        Description = "Return the examples of the contracts. There is no state, and identifiers may be anything.",
    };

    private readonly Option<bool> _rateLimit = new("--rate-limit")
    {
        Description = "Enforce the limits of Semrush with status 429, for each credential by itself.",
    };

    private readonly Option<int> _requestsPerSecond = new("--requests-per-second")
    {
        Description = "How many requests may arrive within any second. Implies --rate-limit.",
        HelpName = "NUMBER",
        DefaultValueFactory = _ => DefaultLimit.RequestsPerSecond,
    };

    private readonly Option<int> _concurrentRequests = new("--concurrent-requests")
    {
        Description = "How many requests may be in progress at once. Implies --rate-limit.",
        HelpName = "NUMBER",
        DefaultValueFactory = _ => DefaultLimit.ConcurrentRequests,
    };

    private readonly Option<double?> _retryAfter = new("--retry-after")
    {
        Description = "The Retry-After of a 429. Implies --rate-limit. Without it, there is no such header.",
        HelpName = "SECONDS",
    };

    private readonly Option<string[]> _faults = new("--fault")
    {
        Description = "Let the next requests fail, such as GetHeatmap=503x3, 429:2, delay:0.5 or disconnect. Can be used several times.",
        HelpName = "FAULT",
    };

    private readonly Option<double> _delay = new("--delay") { Description = "The delay of every response.", HelpName = "SECONDS" };

    private readonly Option<bool> _autoApprove = new("--auto-approve")
    {
        Description = "Approve every sign-in at once, for the first account.",
    };

    private readonly Option<KeyValuePair<string, string>?> _client = new("--client")
    {
        Description = "The client of the authorization server and its secret. Without it, they are random.",
        HelpName = "ID=SECRET",
        CustomParser = ReadClient,
    };

    private readonly Option<double> _accessTokenLifetime = new("--access-token-lifetime")
    {
        Description = "The lifetime of an access token.",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => new EmulatedAuthorizationOptions().AccessTokenLifetime.TotalSeconds,
    };

    private readonly Option<FileInfo?> _log = new("--log")
    {
        Description = "The file that a line for each request is appended to. Without it, the lines are on standard output.",
        HelpName = "FILE",
    };

    public EmulatorCommand()
        : base("An emulator of the Semrush API 4 for tests. It listens on this machine only. Ctrl-C ends it.")
    {
        foreach (var option in new Option[]
        {
            _port, _accounts, _seed, _noDemoData, _examplesOnly, _rateLimit, _requestsPerSecond, _concurrentRequests, _retryAfter, _faults,
            _delay, _autoApprove, _client, _accessTokenLifetime, _log,
        })
        {
            Options.Add(option);
        }

        CheckRange(_port, 0, 65535);
        CheckRange(_requestsPerSecond, 1, int.MaxValue);
        CheckRange(_concurrentRequests, 1, int.MaxValue);
        CheckRange(_retryAfter, 0, 1_000_000);
        CheckRange(_delay, 0, 1_000_000);
        CheckRange(_accessTokenLifetime, 0, int.MaxValue);
        SetAction(RunAsync);
        var schema = new Command("schema", "Print the JSON schema of a seed file.");
        schema.SetAction(arguments => arguments.InvocationConfiguration.Output.WriteLine(AccountSeed.JsonSchema));
        Subcommands.Add(schema);
    }

    private static Task<int> Main(string[] arguments) => new EmulatorCommand().Parse(arguments).InvokeAsync();

    private static void CheckRange<T>(Option<T> option, double least, double most) => option.Validators.Add(result =>
    {
        if (result.GetValue(option) is IConvertible value && value.ToDouble(provider: null) is var number
            && !(number >= least && number <= most))
        {
            result.AddError($"{option.Name} must be {least} to {most}.");
        }
    });

    private static AccountSeed[]? ReadAccounts(ArgumentResult result)
    {
        var accounts = new List<AccountSeed>();
        foreach (var token in result.Tokens)
        {
            if (ReadPair(token) is { } pair)
                accounts.Add(new() { Name = pair.Key, ApiKey = pair.Value });
            else
                result.AddError("--account takes a name and a key, such as anna=KEY.");
        }

        return [.. accounts];
    }

    private static KeyValuePair<string, string>? ReadClient(ArgumentResult result)
    {
        if (ReadPair(result.Tokens[0]) is { } client)
            return client;
        result.AddError("--client takes an identifier and a secret, such as my-app=SECRET.");
        return null;
    }

    private static KeyValuePair<string, string>? ReadPair(Token token)
        => token.Value.Split('=', 2) is [{ Length: > 0 } name, { Length: > 0 } secret] ? new(name, secret) : null;

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken stopping)
    {
        var (output, error) = (arguments.InvocationConfiguration.Output, arguments.InvocationConfiguration.Error);
        try
        {
            using var log = new RequestLog(output, arguments.GetValue(_log)?.FullName);
            using var emulator = SemrushEmulator.Start(ReadOptions(arguments, log));
            foreach (var fault in arguments.GetValue(_faults) ?? [])
                emulator.FailNext(fault);
            await WarmUpAsync(emulator, stopping).ConfigureAwait(false);
            await output.WriteLineAsync(Describe(emulator)).ConfigureAwait(false);
            await WaitAsync(stopping).ConfigureAwait(false);
            return 0;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"semrush-emulator: {exception.Message}").ConfigureAwait(false);
            return 1;
        }
    }

    private SemrushEmulatorOptions ReadOptions(ParseResult arguments, RequestLog log) => new()
    {
        Port = arguments.GetValue(_port),
        Accounts = ReadAccounts(arguments),
        DemoData = !arguments.GetValue(_noDemoData),
        ExamplesOnly = arguments.GetValue(_examplesOnly),
        RateLimit = ReadRateLimit(arguments),
        Delay = TimeSpan.FromSeconds(arguments.GetValue(_delay)),
        Authorization = new()
        {
            AutoApprove = arguments.GetValue(_autoApprove),
            ClientId = arguments.GetValue(_client)?.Key,
            ClientSecret = arguments.GetValue(_client)?.Value,
            AccessTokenLifetime = TimeSpan.FromSeconds(arguments.GetValue(_accessTokenLifetime)),
        },
        MaxCalls = 1000,
        OnCall = log.Write,
    };

    // An account of the command line sets the key of the account with that name in the file, so that the file need not have it.
    private AccountSeed[] ReadAccounts(ParseResult arguments)
    {
        var seeds = arguments.GetValue(_seed) is { } file ? AccountSeed.ReadFile(file.FullName) : [];
        var named = arguments.GetValue(_accounts) ?? [];
        AccountSeed[] accounts =
        [
            .. seeds.Select(seed => seed with { ApiKey = Array.Find(named, account => account.Name == seed.Name)?.ApiKey ?? seed.ApiKey }),
            .. named.Where(account => seeds.All(seed => seed.Name != account.Name)),
        ];
        return accounts.Length > 0 ? accounts : [new() { Name = "default", ApiKey = "emulator-key" }];
    }

    private EmulatedRateLimit? ReadRateLimit(ParseResult arguments)
    {
        Option[] implying = [_requestsPerSecond, _concurrentRequests, _retryAfter];
        if (!arguments.GetValue(_rateLimit) && implying.All(option => arguments.GetResult(option) is null or { Implicit: true }))
            return null;
        return new()
        {
            RequestsPerSecond = arguments.GetValue(_requestsPerSecond),
            ConcurrentRequests = arguments.GetValue(_concurrentRequests),
            RetryAfter = arguments.GetValue(_retryAfter) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        };
    }

    // The address is in the last line, so that a script that waits for it has read the credentials.
    private static string Describe(SemrushEmulator emulator) => string.Join(Environment.NewLine, [
        .. emulator.Accounts.Select(account => $"Account {account.Name}: Apikey {account.ApiKey}, Bearer {account.AccessToken}"),
        $"OAuth client {emulator.Authorization.ClientId}: secret {emulator.Authorization.ClientSecret}",
        $"App Center app {emulator.AppCenter.AppId}: secret {emulator.AppCenter.AppSecret}",
        $"Ahrefs client {emulator.Ahrefs.ClientId}: secret {emulator.Ahrefs.ClientSecret}",
        $"Listening on {emulator.Address}",
    ]);

    // The first request takes longer than a hundred others, as its code is compiled.
    private static async Task WarmUpAsync(SemrushEmulator emulator, CancellationToken stopping)
    {
        using var http = new HttpClient(new HttpClientHandler { UseProxy = false });
        using var response = await http.GetAsync(new Uri(emulator.Address, "emulator/state"), stopping).ConfigureAwait(false);
    }

    private static async Task WaitAsync(CancellationToken stopping)
    {
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C or SIGTERM.
        }
    }
}

/// <summary>
/// A line for each request, written as soon as the response is known. Its fields are separated by tabs, so that scripts can read it. There
/// is no secret in it: the query and the body are left out.
/// </summary>
internal sealed class RequestLog : IDisposable
{
    private readonly Lock _gate = new();
    private readonly StreamWriter? _file;
    private readonly TextWriter _writer;

    /// <param name="output">The writer for the lines where there is no file.</param>
    /// <param name="path">The file to append to.</param>
    public RequestLog(TextWriter output, string? path)
    {
        // Others may read the file, and move it, while it is written.
        _file = path is null
            ? null
            : new(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete)) { AutoFlush = true };
        _writer = _file ?? output;
    }

    public void Write(EmulatedCall call)
    {
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{call.ReceivedAt:yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'}\t{call.Account ?? "-"}\t{call.Method}\t{call.PathAndQuery.Split('?')[0]}\t"
            + $"{call.OperationId ?? "-"}\t{call.Status}\t{call.Duration!.Value.TotalMilliseconds:0.000}");
        lock (_gate)
            _writer.WriteLine(line);
    }

    public void Dispose()
    {
        lock (_gate)
            _file?.Dispose();
    }
}
