using Semrush.Client.Authentication;

namespace Semrush.Client.TokenWorker;

/// <summary>A program of one person: it signs in and out by the commands of its standard input, with a new manager for each, as after a restart.</summary>
internal static class Accounts
{
    private static readonly Uri Api = new("https://api.semrush.com/apis/v4/");

    public static async Task<int> RunAsync(ITokenStore store, string account)
    {
        while (await Console.In.ReadLineAsync() is { } command)
        {
            var flow = new PersonFlow(command == "in" ? account : null);
            await using var tokens = new TokenManager(flow, store, account: account);
            if (command == "in")
                await tokens.SignInAsync();
            else if (command == "out")
                await tokens.SignOutAsync();
            Console.WriteLine(command == "get" ? await GetAsync(tokens) : "done");
        }

        return 0;
    }

    private static async Task<string> GetAsync(TokenManager tokens)
    {
        try
        {
            return await tokens.GetAuthorizationTokenAsync(Api);
        }
        catch (InvalidOperationException)
        {
            return "none";
        }
    }

    /// <summary>The same settings for all people; the token is the name of the person who approves.</summary>
    private sealed class PersonFlow(string? person) : ITokenFlow
    {
        public string Name => "person";

        public Task<TokenSet> SignInAsync(CancellationToken cancellationToken) => person is null
            ? throw new InvalidOperationException("No person approves.")
            : Task.FromResult(new TokenSet(person, TimeProvider.System.GetUtcNow(), TimeSpan.FromDays(7)));

        public Task<TokenSet?> RenewAsync(TokenSet tokens, CancellationToken cancellationToken) => Task.FromResult<TokenSet?>(null);
    }
}
