using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Emulator;

/// <summary>Accounts from a JSON file.</summary>
public sealed class SeedFileTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    [Fact]
    public async Task Accounts_of_the_file_are_those_of_the_emulator()
    {
        var accounts = Read("""
            {
              "$schema": "./seed.schema.json",
              "accounts": [
                {
                  "name": "anna", "apiKey": "key-of-anna", "creditsAvailable": 100,
                  "campaigns": [{ "id": "1", "keywords": ["coffee"], "template": "3x7", "reportDates": ["2026-10-05T12:39:22.058330774Z"],
                    "collectingFrequency": { "frequency": "WEEKLY", "positions": [1], "enable": true } }],
                  "locations": [{ "business_name": "Harbour" }],
                  "projects": [{ "id": 9007199254740993, "domain": "a.example", "canEdit": false }]
                },
                { "name": "ben" }
              ]
            }
            """);
        await using var emulator = SemrushEmulator.Start(new() { Accounts = accounts, DemoData = false });

        Assert.Equal(["anna", "ben"], emulator.Accounts.Select(account => account.Name));
        Assert.Equal(("key-of-anna", 100), (emulator.ApiKey, emulator.MapRankTracker.CreditsAvailable));
        var campaign = Assert.Single(emulator.MapRankTracker.Campaigns);
        Assert.Equal((1, 21, "2026-10-05T12:39:22.058330774Z"), (campaign["keywords"]!.Count(), campaign["points"]!.Count(), (string)campaign["reportDates"]![0]!));
        Assert.Equal("WEEKLY", (string)campaign["collectingFrequency"]!["frequency"]!);
        Assert.Equal("Harbour", (string)Assert.Single(emulator.ListingManagement.Locations)["business_name"]!);
        Assert.Equal(9007199254740993, (long)Assert.Single(emulator.Projects.All)["project_id"]!);
        Assert.Empty(emulator.Accounts[1].MapRankTracker.Campaigns);
    }

    [Theory]
    [InlineData("""[]""", "(1,1): body must be an object")]
    [InlineData("""{ "accounts": [] }""", "(1,15): accounts must have at least 1 items")]
    [InlineData("{ \"accounts\": [\n  { \"name\": 5 } ] }", "(2,13): accounts[0].name must be a string")]
    [InlineData("{ \"accounts\": [\n  { \"apiKey\": \"x\" } ] }", "(2,3): accounts[0].name is required")]
    [InlineData("""{ "accounts": [ { "name": "anna", "key": "x" } ] }""", "accounts[0].key is not a known member")]
    [InlineData("""{ "accounts": [ { "name": "anna", "campaigns": [ {}, { "keywords": [null] } ] } ] }""", "accounts[0].campaigns[1].keywords[0] must be a string")]
    [InlineData("""{ "accounts": [ { "name": "anna", "creditsTotal": 99999999999999999999999 } ] }""", "accounts[0].creditsTotal must be an integer")]
    [InlineData("""{ "accounts": [ { "name": "anna", "locationLimit": 3000000000 } ] }""", "accounts[0].locationLimit must be an integer of 32 bits")]
    [InlineData("{ \"accounts\": [\n  { \"name\" \"anna\" } ] }", "line 2, position")]
    [InlineData("""{ "accounts": [ { "name": "anna" } ] } more""", "Additional text")]
    [InlineData("", "Error reading")]
    public void Error_names_the_position(string json, string expected)
    {
        var failure = Assert.Throws<FormatException>(() => Read(json));

        Assert.StartsWith(_path, failure.Message, StringComparison.Ordinal);
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }

    public void Dispose() => File.Delete(_path);

    private IReadOnlyList<AccountSeed> Read(string json)
    {
        File.WriteAllText(_path, json);
        return AccountSeed.ReadFile(_path);
    }
}
