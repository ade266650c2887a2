using Microsoft.Extensions.DependencyInjection;
using Semrush.Client.Authentication;
using Semrush.Client.Tests.Authentication.Stores;
using Semrush.Client.Tests.Caching;

namespace Semrush.Client.Tests.Authentication.Tokens;

/// <summary>Reliability 26: two people who use the same flow with the same settings, in any order, in every store.</summary>
[Trait("Needs", "file locks")]
public sealed class AccountTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeCache _cache = new();
    private readonly FakeLocks _locks = new();
    private readonly InMemoryTokenStore _memory = new();

    /// <summary>Every order in which two people can sign in and out once.</summary>
    public static IEnumerable<(string Person, string Command)[]> Orders
        => Permute([("anna", "in"), ("anna", "out"), ("ben", "in"), ("ben", "out")]);

    public static TheoryData<string> Stores => ["memory", "file", "cache"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Each_account_gets_its_own_token_in_all_24_orders(string kind)
    {
        var store = Store(kind);

        Assert.Equal(24, await RunOrdersAsync(async (person, command) =>
        {
            var flow = new FakeFlow(TimeProvider.System)
            {
                OnSignIn = _ => command == "in"
                    ? Task.FromResult(new TokenSet(person, TimeProvider.System.GetUtcNow(), TimeSpan.FromDays(7)))
                    : throw new InvalidOperationException("Nobody is there."),
            };
            using var tokens = new TokenManager(flow, store(), account: person);
            if (command == "in")
                await tokens.SignInAsync(The.Token);
            else if (command == "out")
                await tokens.SignOutAsync(The.Token);
            else
                return await Record.ExceptionAsync(() => tokens.GetAuthorizationTokenAsync(TokenScene.Api, null, The.Token)) is null
                    ? await tokens.GetAuthorizationTokenAsync(TokenScene.Api, null, The.Token)
                    : "none";
            return "done";
        }));
    }

    [Fact]
    public async Task Two_people_at_once_get_their_own_tokens()
    {
        var store = new InMemoryTokenStore();
        var flow = new FakeFlow(TimeProvider.System);
        await using var anna = new TokenManager(flow, store, account: "anna");
        await using var ben = new TokenManager(flow, store, account: "Anna");

        var both = await Task.WhenAll(new[] { anna, ben }.Select(manager => manager.GetAuthorizationTokenAsync(TokenScene.Api, null, The.Token)));

        Assert.Equal(["access-1", "access-2"], both.Order());
        Assert.Equal(2, flow.SignIns);
    }

    [Fact]
    public async Task Without_a_name_the_account_is_the_default_one()
    {
        var store = new InMemoryTokenStore();
        var flow = new FakeFlow(TimeProvider.System);
        await using var unnamed = new TokenManager(flow, store);
        await using var named = new TokenManager(flow, store, account: "default");

        Assert.Equal(
            await unnamed.GetAuthorizationTokenAsync(TokenScene.Api, null, The.Token),
            await named.GetAuthorizationTokenAsync(TokenScene.Api, null, The.Token));
        Assert.NotNull(await store.ReadAsync("fake;account=default", The.Token));
    }

    [Fact]
    public async Task Each_client_of_an_application_has_the_tokens_of_its_account()
    {
        var services = new ServiceCollection();
        foreach (var person in new[] { "anna", "ben" })
        {
            await _memory.PutAsync($"device;scope=user.id;server=https://oauth.semrush.com;account={person}", new(person, TimeProvider.System.GetUtcNow(), TimeSpan.FromDays(7)));
            services.AddSemrush(person, _ => { }).UseDeviceFlow(_ => { }).UseTokenStore(_ => _memory).UseAccount(person);
        }

        var unnamed = services.AddSemrush().UseDeviceFlow(_ => { }).UseTokenStore(_ => _memory);
        await using var provider = services.BuildServiceProvider();

        Assert.Equal("anna", await TokenOf("anna"));
        Assert.Equal("ben", await TokenOf("ben"));
        await Assert.ThrowsAsync<SemrushAuthenticationException>(() => TokenOf(unnamed.Name));
        Assert.Throws<ArgumentException>("account", () => unnamed.UseAccount(" "));

        Task<string> TokenOf(string client) => provider.GetRequiredKeyedService<TokenManager>(client).GetAuthorizationTokenAsync(TokenScene.Api, null, The.Token);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Tokens_under_a_key_without_an_account_are_not_used(string kind)
    {
        var store = Store(kind);
        var flow = new FakeFlow(TimeProvider.System);
        await store().PutAsync(flow.Name, flow.Next());
        await using var tokens = new TokenManager(flow, store());

        Assert.Equal("access-2", await tokens.GetAuthorizationTokenAsync(TokenScene.Api, null, The.Token));
    }

    [Theory]
    [InlineData("file")]
    [InlineData("cache")]
    public async Task A_document_under_the_key_of_another_account_is_not_used(string kind)
    {
        var store = Store(kind);
        var (anna, ben) = ("fake;account=anna", "fake;account=ben");
        await store().PutAsync(anna, The.Tokens);
        await store().PutAsync(ben, The.Tokens);
        if (kind == "file")
        {
            var files = Directory.GetFiles(_folder.Store, "*.tokens");
            File.Copy(files[0], files[1], overwrite: true);
            File.Copy(files[1], files[0], overwrite: true);
        }
        else
        {
            _cache.Entries["semrush:tokens:" + ben] = _cache.Entries["semrush:tokens:" + anna];
        }

        Assert.Single(new[] { await store().ReadAsync(anna, The.Token), await store().ReadAsync(ben, The.Token) }, tokens => tokens is not null);
    }

    /// <summary>Runs every order, and looks after each step what each of the two has.</summary>
    /// <returns>The number of orders.</returns>
    internal static async Task<int> RunOrdersAsync(Func<string, string, Task<string>> run)
    {
        var orders = 0;
        foreach (var order in Orders)
        {
            var signedIn = new Dictionary<string, bool> { ["anna"] = false, ["ben"] = false };
            foreach (var (person, command) in order)
            {
                Assert.Equal("done", await run(person, command));
                signedIn[person] = command == "in";
                foreach (var (who, isIn) in signedIn)
                    Assert.Equal(isIn ? who : "none", await run(who, "get"));
            }

            foreach (var who in signedIn.Keys)
                await run(who, "out");
            orders++;
        }

        return orders;
    }

    // A store of its own each time, as in a process of its own.
    private Func<ITokenStore> Store(string kind) => kind switch
    {
        "memory" => () => _memory,
        "file" => () => new FileTokenStore(new() { Folder = _folder.Store }),
        _ => () => new DistributedCacheTokenStore(_cache, _locks),
    };

    private static IEnumerable<(string Person, string Command)[]> Permute((string Person, string Command)[] steps)
        => steps.Length == 0 ? [[]] : steps.SelectMany(first => Permute([.. steps.Where(step => step != first)]).Select(rest => ((string Person, string Command)[])[first, .. rest]));
}
