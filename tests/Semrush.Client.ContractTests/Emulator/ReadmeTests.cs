// The snippets read as in the README, without the token that a test passes on.
#pragma warning disable xUnit1051
using Microsoft.Extensions.Time.Testing;
using Semrush.Client.ContractTests.Authorization;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Emulator;

/// <summary>The snippets in the README of Semrush.Client.Testing compile, and their statements hold.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public async Task The_first_snippet_holds()
    {
        await using var emulator = SemrushEmulator.Start();
        using var semrush = emulator.CreateClient(options => options.Retry.MaxRetries = 0);

        var limits = await semrush.MapRankTracker.GetUserLimitsAsync();

        emulator.FailNext(Fault.RetryAfter(429, TimeSpan.FromSeconds(2)));
        var refused = await Assert.ThrowsAsync<SemrushApiException>(() => semrush.MapRankTracker.GetUserLimitsAsync());

        Assert.Equal(TimeSpan.FromSeconds(2), refused.RetryAfter);
        Assert.Equal("GetUserLimits", emulator.Calls[^1].OperationId);

        Assert.Equal(2, limits.Campaigns!.InUse);
    }

    [Fact]
    public async Task The_snippet_about_state_holds()
    {
        await using var emulator = SemrushEmulator.Start();

        var id = emulator.MapRankTracker.AddCampaign(new CampaignSeed
        {
            Name = "Harbour Coffee Roasters",
            Keywords = ["coffee shop", "espresso bar"],
            Template = "7x7",
            ReportDates = ["2026-09-07T14:20:10.660Z", "2026-10-05T12:39:22.058330774Z"],
        });
        emulator.MapRankTracker.CreditsAvailable = 10; // the next collection returns 403

        using var semrush = emulator.CreateClient();
        var campaign = await semrush.MapRankTracker.GetCampaignAsync(id);
        Assert.Equal(("Harbour Coffee Roasters", 49, 2), (campaign.Name, campaign.Points.Count, campaign.ReportDates.Count));
        var refused = await Assert.ThrowsAsync<SemrushApiException>(() => semrush.MapRankTracker.CollectCampaignAsync(id));
        Assert.Equal(403, (int)refused.StatusCode!);
    }

    [Fact]
    public async Task The_snippet_about_locations_and_projects_holds()
    {
        await using var emulator = SemrushEmulator.Start();

        var locationId = emulator.ListingManagement.AddLocation(new() { ["business_name"] = "Harbour Coffee", ["city"] = "Salem" });
        emulator.ListingManagement.Fail(locationId); // GetLocation returns FAILED, with an error
        emulator.ListingManagement.LocationLimit = 1; // the next creation returns 403
        var projectId = emulator.Projects.Add(new() { Domain = "shared.example", Scope = "SHARED", CanEdit = false });

        using var semrush = emulator.CreateClient();
        var location = await semrush.ListingManagement.GetLocationAsync(locationId);
        Assert.Equal(("Harbour Coffee", "FAILED", 1), (location.BusinessName, location.LocationStatus?.Value, location.Errors.Count));
        var beyond = await Assert.ThrowsAsync<SemrushApiException>(() => semrush.ListingManagement.CreateLocationAsync(new()
        {
            BusinessName = "Harbour Coffee",
            PhoneNumber = "+1 541-754-3010",
            Country = "US",
            Region = "OR",
            City = "Salem",
            Zip = "97301",
            AddressLine1 = "1 Main Street",
            CategoryIds = ["46e6afbab7cd408bae8d392184a5627e"],
        }));
        var forbidden = await Assert.ThrowsAsync<SemrushApiException>(() => semrush.Projects.UpdateProjectAsync(projectId, new() { ProjectName = "New name" }));
        Assert.Equal((403, 403), ((int)beyond.StatusCode!, (int)forbidden.StatusCode!));
    }

    [Fact]
    public async Task The_snippet_about_signing_in_holds()
    {
        var time = new FakeTimeProvider();
        await using var emulator = SemrushEmulator.Start(new SemrushEmulatorOptions { TimeProvider = time });
        using var semrush = emulator.CreateClient();

        // A device: its page is at codes.VerificationUri, for a browser. Without one:
        var codes = await semrush.DeviceAuthorization.CreateDeviceCodeAsync(options: new() { Scope = ["user.id"] });
        emulator.Authorization.ApproveDevice(codes.UserCode!); // or DenyDevice

        // The Semrush Auth flow: the page is at that address. Without a browser, this is where it would send one:
        var page = semrush.OAuth.GetAuthorizeUri(emulator.Authorization.ClientId, "/oauth2/success", "code", new() { Scope = ["user.id"], State = "state" });
        var callback = emulator.Authorization.ApproveAuthorization(page); // or DenyAuthorization

        // The App Center: the issuer takes JWTs that are signed with these.
        var (appId, appSecret) = (emulator.AppCenter.AppId, emulator.AppCenter.AppSecret);
        var iframeToken = emulator.AppCenter.CreateIframeToken(userId: 5511383); // the other direction: what Semrush hands to the app

        Assert.Empty(emulator.Authorization.PendingUserCodes);
        Assert.StartsWith("?code=", callback.Query, StringComparison.Ordinal);
        Assert.Equal(appId, (string?)Issuer.Read(iframeToken, appSecret)["aud"]);
    }

    [Fact]
    public async Task The_snippet_about_accounts_holds()
    {
        await using var emulator = SemrushEmulator.Start(new()
        {
            Accounts =
            [
                new() { Name = "anna", ApiKey = "key-of-anna", Campaigns = [new() { Name = "Harbour Coffee" }], CreditsAvailable = 100 },
                new() { Name = "ben" }, // random credentials: emulator.Accounts[1].ApiKey
            ],
        });
        var campaigns = emulator.Accounts[0].MapRankTracker.Campaigns;

        Assert.Equal((3, 2), (campaigns.Count, emulator.Accounts[1].MapRankTracker.Campaigns.Count));
        Assert.Equal("key-of-anna", emulator.ApiKey);
    }

    [Fact]
    public async Task The_snippet_about_limits_holds()
    {
        await using var emulator = SemrushEmulator.Start(new() { RateLimit = new() { RequestsPerSecond = 10, ConcurrentRequests = 10 } });
        using var hasty = emulator.CreateClient(options => (options.RateLimit.Enabled, options.Retry.MaxRetries) = (false, 0));

        var calls = Enumerable.Range(0, 20).Select(_ => hasty.MapRankTracker.GetUserLimitsAsync()).ToList();
        await Task.WhenAny(Task.WhenAll(calls));
        Assert.Contains(calls, call => call.Exception?.InnerException is SemrushApiException { StatusCode: System.Net.HttpStatusCode.TooManyRequests });
    }

    [Fact]
    public void Every_snippet_of_the_README_is_in_a_test()
    {
        var source = Lines(File.ReadAllText(Path.Combine(Repository.Root, "tests/Semrush.Client.ContractTests/Emulator/ReadmeTests.cs")));
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "src/Semrush.Client.Testing/README.md"));
        var snippets = readme.Split("```csharp").Skip(1).Select(rest => Lines(rest.Split("```")[0])).ToList();

        Assert.Equal(6, snippets.Count);
        Assert.All(snippets, snippet => Assert.Contains(snippet, source, StringComparison.Ordinal));
    }

    // Indentation, empty lines and imports do not count.
    private static string Lines(string text) => string.Join(
        '\n', text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(line => !line.StartsWith("using ", StringComparison.Ordinal) || line.Contains('=')));
}
