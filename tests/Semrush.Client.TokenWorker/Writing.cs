using System.Globalization;
using Semrush.Client.Authentication;

namespace Semrush.Client.TokenWorker;

/// <summary>Writes one token set after another, each with its number in every character, and prints the numbers of those that are saved.</summary>
internal static class Writing
{
    public static async Task<int> RunAsync(string folder)
    {
        var store = new FileTokenStore(new() { Folder = folder });
        await using var output = Console.OpenStandardOutput();
        for (var number = 0; ; number++)
        {
            await store.UpdateAsync("kill", (_, _) => Task.FromResult<TokenSet?>(Tokens(number)), CancellationToken.None);
            await output.WriteAsync(BitConverter.GetBytes(number));
        }
    }

    public static async Task<int> RunOnceAsync(string folder)
    {
        var store = new FileTokenStore(new() { Folder = folder });
        var tokens = new TokenSet("put", TimeProvider.System.GetUtcNow(), TimeSpan.FromDays(7));
        await store.UpdateAsync("put", (_, _) => Task.FromResult<TokenSet?>(tokens), CancellationToken.None);
        Console.WriteLine((await store.ReadAsync("put", CancellationToken.None))?.AccessToken);
        return 0;
    }

    /// <summary>Prints what another process has put.</summary>
    public static async Task<int> ReadAsync(string folder)
    {
        Console.WriteLine((await new FileTokenStore(new() { Folder = folder }).ReadAsync("put", CancellationToken.None))?.AccessToken);
        return 0;
    }

    public static async Task<int> CountAsync(string folder, int count)
    {
        var store = new FileTokenStore(new() { Folder = folder });
        for (var done = 0; done < count; done++)
            await store.UpdateAsync(
                "count",
                (tokens, _) => Task.FromResult<TokenSet?>(new(
                    (int.Parse(tokens?.AccessToken ?? "0", CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture),
                    TimeProvider.System.GetUtcNow(),
                    TimeSpan.FromDays(7))),
                CancellationToken.None);
        return 0;
    }

    public static async Task<int> HoldAsync(string folder)
    {
        await new FileTokenStore(new() { Folder = folder }).UpdateAsync(
            "fake;account=default",
            async (tokens, cancellationToken) =>
            {
                Console.WriteLine("held");
                await Console.In.ReadLineAsync(cancellationToken);
                return tokens;
            },
            CancellationToken.None);
        return 0;
    }

    private static TokenSet Tokens(int number)
    {
        var text = string.Concat(Enumerable.Repeat(number.ToString("D8", CultureInfo.InvariantCulture), 8 * 1024));
        return new(text, TimeProvider.System.GetUtcNow(), TimeSpan.FromDays(7)) { RefreshToken = text };
    }
}
