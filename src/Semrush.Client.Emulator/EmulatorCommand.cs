using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Semrush.Client.Testing;

namespace Semrush.Client.Emulator;

/// <summary>The command line: its options, and what it starts.</summary>
internal sealed class EmulatorCommand : RootCommand
{
    private readonly Option<int> _port = new("--port")
    {
        Description = "The port to listen on, at 127.0.0.1. 0 for any free one.",
        DefaultValueFactory = _ => 5577,
    };

    private readonly Option<AccountSeed[]> _accounts = new("--account")
    {
        Description = "An account with an API key, such as anna=KEY. Can be used several times. Each account has separate data.",
        HelpName = "NAME=KEY",
        CustomParser = ReadAccounts,
        DefaultValueFactory = _ => [new() { Name = "default", ApiKey = "emulator-key" }],
    };

    private readonly Option<bool> _rateLimit = new("--rate-limit")
    {
        Description = "Enforce the limits of Semrush with status 429: 10 requests per second and 10 at once, for each credential.",
    };

    private readonly Option<int?> _requestsPerSecond = new("--requests-per-second")
    {
        Description = "How many requests may arrive within any second, for each credential. Implies --rate-limit.",
    };

    private readonly Option<int?> _concurrentRequests = new("--concurrent-requests")
    {
        Description = "How many requests may be in progress at once, for each credential. Implies --rate-limit.",
    };

    private readonly Option<FileInfo?> _log = new("--log")
    {
        Description = "The file that a line for each request is appended to. Default: standard output.",
    };

    public EmulatorCommand()
        : base("An emulator of the Semrush API 4 for tests, on a loopback port.")
    {
        foreach (var option in new Option[] { _port, _accounts, _rateLimit, _requestsPerSecond, _concurrentRequests, _log })
            Options.Add(option);
        SetAction(RunAsync);
    }

    private static AccountSeed[]? ReadAccounts(ArgumentResult result)
    {
        var accounts = new List<AccountSeed>();
        foreach (var token in result.Tokens)
        {
            if (token.Value.Split('=', 2) is [{ Length: > 0 } name, { Length: > 0 } key])
                accounts.Add(new() { Name = name, ApiKey = key });
            else
                result.AddError("--account takes a name and a key, such as anna=KEY.");
        }

        return [.. accounts];
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken stopping)
    {
        var (output, error) = (arguments.InvocationConfiguration.Output, arguments.InvocationConfiguration.Error);
        try
        {
            using var log = new RequestLog(output, arguments.GetValue(_log)?.FullName);
            using var emulator = SemrushEmulator.Start(new()
            {
                Port = arguments.GetValue(_port),
                Accounts = arguments.GetValue(_accounts)!,
                RateLimit = ReadRateLimit(arguments),
                OnCall = log.Write,
            });
            await output.WriteLineAsync(Describe(emulator)).ConfigureAwait(false);
            await WaitAsync(stopping).ConfigureAwait(false);
            return 0;
        }
        catch (Exception exception) when (exception is ArgumentException or IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"semrush-emulator: {exception.Message}").ConfigureAwait(false);
            return 1;
        }
    }

    private EmulatedRateLimit? ReadRateLimit(ParseResult arguments)
    {
        var (requests, concurrent) = (arguments.GetValue(_requestsPerSecond), arguments.GetValue(_concurrentRequests));
        if (!arguments.GetValue(_rateLimit) && requests is null && concurrent is null)
            return null;
        var defaults = new EmulatedRateLimit();
        return new()
        {
            RequestsPerSecond = requests ?? defaults.RequestsPerSecond,
            ConcurrentRequests = concurrent ?? defaults.ConcurrentRequests,
        };
    }

    // The address is in the last line, so that a script that waits for it has read the credentials.
    private static string Describe(SemrushEmulator emulator)
    {
        var accounts = emulator.Accounts.Select(
            account => $"Account {account.Name}: Apikey {account.ApiKey}, Bearer {account.AccessToken}");
        return string.Join(Environment.NewLine, [
            .. accounts,
            $"OAuth client: {emulator.Authorization.ClientId}, secret {emulator.Authorization.ClientSecret}",
            $"App Center app: {emulator.AppCenter.AppId}, secret {emulator.AppCenter.AppSecret}",
            string.Create(CultureInfo.InvariantCulture, $"Listening on {emulator.Address}"),
        ]);
    }

    private static async Task WaitAsync(CancellationToken stopping)
    {
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C, or the signal that asks a process to end.
        }
    }
}
