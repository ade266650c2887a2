using Semrush.Client.ContractTests.Authorization;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Emulator;

/// <summary>Accounts of one emulator have separate credentials, data and limits.</summary>
public sealed class AccountTests
{
    private static readonly AccountSeed Anna = new()
    {
        Name = "anna",
        ApiKey = "key-of-anna",
        AccessToken = "token-of-anna",
        Campaigns = [new() { Id = "campaign-of-anna", Name = "Harbour" }],
        Projects = [new() { Domain = "anna.example" }],
        Locations = [new() { ["business_name"] = "Harbour" }],
        CreditsAvailable = 100,
        CampaignsTotal = 5,
        LocationLimit = 4,
    };

    private static readonly AccountSeed Ben = new() { Name = "ben", ApiKey = "key-of-ben" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Account_has_no_access_to_the_data_of_another()
    {
        await using var emulator = Start();
        using var anna = ClientOf(emulator, 0);
        using var ben = ClientOf(emulator, 1);

        Assert.Equal("Harbour", (await anna.MapRankTracker.GetCampaignAsync("campaign-of-anna", cancellationToken: Token)).Name);
        foreach (var campaign in await anna.MapRankTracker.GetCampaignsAsync(cancellationToken: Token).ToListAsync(Token))
            Assert.Equal(404, await StatusAsync(() => ben.MapRankTracker.GetCampaignAsync(campaign.Id, cancellationToken: Token)));
        foreach (var location in await anna.ListingManagement.GetLocationsAsync(cancellationToken: Token).ToListAsync(Token))
            Assert.Equal(404, await StatusAsync(() => ben.ListingManagement.GetLocationAsync(location.LocationId!, cancellationToken: Token)));
        foreach (var project in emulator.Accounts[0].Projects.All)
            Assert.Equal(200, await StatusAsync(() => ben.Projects.GetProjectAsync((long)project["project_id"]!, cancellationToken: Token)));

        await ben.MapRankTracker.CollectCampaignAsync((string)emulator.Accounts[1].MapRankTracker.Campaigns[0]["id"]!, cancellationToken: Token);
        Assert.Equal(100, (await anna.MapRankTracker.GetUserLimitsAsync(cancellationToken: Token)).Credits!.Available);
        Assert.True((await ben.MapRankTracker.GetUserLimitsAsync(cancellationToken: Token)).Credits!.Available < 24325);
    }

    [Fact]
    public async Task Account_starts_with_its_seed_and_returns_to_it_at_a_reset()
    {
        await using var emulator = Start();
        var anna = emulator.Accounts[0];
        var campaigns = anna.MapRankTracker.Campaigns.Count;
        AssertSeeded();
        anna.MapRankTracker.CreditsAvailable = 1;
        anna.MapRankTracker.AddCampaign(new());
        anna.Projects.Add(new() { Domain = "other.example" });

        emulator.Reset();

        AssertSeeded();
        Assert.Equal(campaigns, anna.MapRankTracker.Campaigns.Count);
        Assert.Equal(("key-of-anna", "token-of-anna"), (emulator.ApiKey, emulator.AccessToken));

        void AssertSeeded()
        {
            Assert.Equal((100, 5, 4), (anna.MapRankTracker.CreditsAvailable, anna.MapRankTracker.CampaignsTotal, anna.ListingManagement.LocationLimit));
            Assert.Equal(["example.test", "anna.example"], anna.Projects.All.Select(project => (string)project["domain"]!));
            Assert.Equal("Harbour", (string)anna.ListingManagement.Locations[^1]["business_name"]!);
        }
    }

    [Fact]
    public async Task Each_account_has_a_separate_limit_and_is_named_in_the_calls()
    {
        var ended = new List<EmulatedCall>();
        await using var emulator = SemrushEmulator.Start(new()
        {
            Accounts = [Anna, Ben],
            RateLimit = new() { RequestsPerSecond = 2 },
            TimeProvider = new StoppedClock(),
            MaxCalls = 3,
            OnCall = ended.Add,
        });
        using var http = Loopback.CreateClient(emulator.Address);

        var statuses = new List<int>();
        foreach (var name in new[] { "anna", "anna", "anna", "ben", "ben", "ben", "eve" })
            statuses.Add(await GetLimitsAsync(http, $"Apikey key-of-{name}"));

        Assert.Equal([200, 200, 429, 200, 200, 429, 401], statuses);
        Assert.Equal(["anna", "anna", "anna", "ben", "ben", "ben", null], ended.Select(call => call.Account));
        Assert.All(ended, call => Assert.Equal(TimeSpan.Zero, call.Duration));
        Assert.Equal(ended[^3..], emulator.Calls);
    }

    [Theory]
    [InlineData("ben", "ben")]
    [InlineData("anna", "anna")]
    [InlineData(null, "anna")]
    public async Task Device_is_signed_in_to_the_selected_account(string? selected, string expected)
    {
        await using var stage = new Stage(null, Anna, Ben);
        var device = await Device.StartAsync(stage);

        Assert.Contains("""<input type="radio" name="account" value="ben">""", (await stage.GetAsync(device.VerificationUri)).Text, StringComparison.Ordinal);
        await stage.PostAsync(device.VerificationUri, [("decision", "approve"), .. selected is null ? [] : new[] { ("account", selected) }]);

        await AssertOpensAsync(stage, (await device.RedeemAsync()).AccessToken!, expected);
    }

    [Fact]
    public async Task Unknown_account_is_not_approved()
    {
        await using var stage = new Stage(null, Anna, Ben);
        var device = await Device.StartAsync(stage);

        var page = await stage.PostAsync(device.VerificationUri, ("decision", "approve"), ("account", "eve"));

        Assert.Equal(400, (int)page.Status);
        Assert.Equal("authorization_pending", await device.PollAsync());
    }

    [Fact]
    public async Task Sign_in_leads_to_the_account_that_a_test_approves_also_after_a_refresh()
    {
        await using var stage = new Stage(null, Anna, Ben);
        var device = await Device.StartAsync(stage);
        stage.Authorization.ApproveDevice(device.UserCode, stage.Emulator.Accounts[1]);
        await AssertOpensAsync(stage, (await device.RedeemAsync()).AccessToken!, "ben");

        var callback = stage.Authorization.ApproveAuthorization(SignIn.Address(stage), stage.Emulator.Accounts[1]);
        var tokens = await SignIn.RedeemAsync(stage, Query.Of(callback, "code")!);
        await AssertOpensAsync(stage, tokens.AccessToken!, "ben");
        await AssertOpensAsync(stage, (await SignIn.RefreshAsync(stage, tokens.RefreshToken!)).AccessToken!, "ben");
    }

    [Fact]
    public async Task Automatic_approval_is_for_the_first_account()
    {
        await using var stage = new Stage(new() { AutoApprove = true, ClientId = "my-app", ClientSecret = "my-secret" }, Anna, Ben);
        Assert.Equal(("my-app", "my-secret"), (stage.Authorization.ClientId, stage.Authorization.ClientSecret));

        await AssertOpensAsync(stage, (await (await Device.StartAsync(stage)).RedeemAsync()).AccessToken!, "anna");
    }

    [Fact]
    public void Accounts_are_different_and_no_message_has_a_key()
    {
        AssertRejected("There are two accounts with the name anna.", Anna, Anna with { ApiKey = "other", AccessToken = "other" });
        AssertRejected("The account ben has a credential of another account.", Anna, Ben with { ApiKey = Anna.ApiKey });
        AssertRejected("An emulator has at least one account.");
        AssertRejected(
            "accounts[1].campaigns[1] is invalid: There is a campaign x already. (Parameter 'seed')", Anna, Ben with { Campaigns = [new() { Id = "x" }, new() { Id = "x" }] });
        Assert.Equal("anna", Anna.ToString());
        Assert.DoesNotContain("my-secret", $"{new SemrushEmulatorOptions { Authorization = new() { ClientSecret = "my-secret" } }}", StringComparison.Ordinal);

        static void AssertRejected(string message, params AccountSeed[] accounts)
            => Assert.Equal(message, Assert.Throws<ArgumentException>(() => SemrushEmulator.Start(new() { Accounts = accounts })).Message);
    }

    [Fact]
    public async Task Port_is_the_one_of_the_options_and_cannot_be_used_twice()
    {
        await using var first = SemrushEmulator.Start();

        var failure = Assert.Throws<IOException>(() => SemrushEmulator.Start(new() { Port = first.Address.Port }));

        Assert.StartsWith($"The emulator cannot listen on port {first.Address.Port}: ", failure.Message, StringComparison.Ordinal);
    }

    private static SemrushEmulator Start() => SemrushEmulator.Start(new() { Accounts = [Anna, Ben] });

    private static SemrushClient ClientOf(SemrushEmulator emulator, int account)
        => new(new SemrushClientOptions { ApiKey = emulator.Accounts[account].ApiKey, BaseAddress = emulator.Address, Retry = { MaxRetries = 0 }, RateLimit = { Enabled = false } });

    private static async Task<int> StatusAsync(Func<Task> call) => (int)(await Assert.ThrowsAsync<SemrushApiException>(call)).StatusCode!;

    private static async Task<int> GetLimitsAsync(HttpClient http, string credential)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, RawClient.Tracker + "limits");
        request.Headers.TryAddWithoutValidation("Authorization", credential);
        using var response = await http.SendAsync(request, Token);
        return (int)response.StatusCode;
    }

    private static async Task AssertOpensAsync(Stage stage, string accessToken, string account)
    {
        using var client = stage.As(accessToken);
        var campaigns = await client.MapRankTracker.GetCampaignsAsync(cancellationToken: Token).Select(campaign => campaign.Id).ToListAsync(Token);
        Assert.Equal(account == "anna", campaigns.Contains("campaign-of-anna"));
        Assert.Equal(account, stage.Emulator.Calls[^1].Account);
    }
}
