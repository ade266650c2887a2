using Newtonsoft.Json.Linq;
using Semrush.Client.ContractTests.Contracts;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Emulator;

public sealed class CredentialTests : EmulatorTest
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Apikey")]
    [InlineData("Apikey wrong")]
    [InlineData("Bearer wrong")]
    [InlineData("Bearer {key}")]
    [InlineData("Apikey {token}")]
    [InlineData("Basic {key}")]
    [InlineData("{key}")]
    public async Task A_missing_or_wrong_credential_is_rejected(string? header)
    {
        Raw.Authorization = header?.Replace("{key}", Emulator.ApiKey, StringComparison.Ordinal).Replace("{token}", Emulator.AccessToken, StringComparison.Ordinal);

        (await Raw.GetAsync("limits")).AssertFails(401);
    }

    [Theory]
    [InlineData("Apikey {key}")]
    [InlineData("Bearer {token}")]
    public async Task The_key_and_the_token_of_the_emulator_are_accepted(string header)
    {
        Raw.Authorization = header.Replace("{key}", Emulator.ApiKey, StringComparison.Ordinal).Replace("{token}", Emulator.AccessToken, StringComparison.Ordinal);

        Assert.Equal(200, (await Raw.GetAsync("limits")).Status);
    }

    [Fact]
    public async Task A_key_is_rejected_where_the_contract_requires_a_token() =>
        (await Raw.SendAsync("GET", "/apis/v4/hermes/v0/subscriptions")).AssertFails(401);

    [Theory]
    [InlineData("OAuth.CreateAccessToken", "access_token")]
    [InlineData("DeviceAuthorization.CreateDeviceToken", "access_token")]
    [InlineData("AppCenter.CreateBearerToken", "jwt")]
    public async Task Without_state_the_token_of_an_example_is_accepted_until_the_reset(string operationId, string member)
    {
        await using var emulator = SemrushEmulator.Start(new SemrushEmulatorOptions { ExamplesOnly = true });
        using var raw = new RawClient(emulator) { Authorization = null };
        var operation = OperationDocument.Find(operationId);
        var (type, _, example) = operation.RequestMedia;
        var body = type == "application/json"
            ? example.ToString()
            : string.Join('&', ((JObject)example).Properties().Select(field => $"{field.Name}={Uri.EscapeDataString((string)field.Value!)}"));

        var response = await raw.SendAsync("POST", operation.FullPath, body, type);
        raw.Authorization = $"Bearer {response.Json[member]}";

        Assert.Equal(200, (await raw.GetAsync("limits")).Status);
        emulator.Reset();
        (await raw.GetAsync("limits")).AssertFails(401);
    }

    [Fact]
    public async Task The_credential_is_checked_before_the_request()
    {
        Raw.Authorization = null;

        (await Raw.GetAsync("limits?colour=red")).AssertFails(401);
    }

    [Fact]
    public async Task An_application_is_pointed_at_the_emulator_by_its_options()
    {
        var options = new SemrushClientOptions { AccessToken = "real", AttemptTimeout = TimeSpan.FromSeconds(7) };

        Emulator.Configure(options);

        Assert.Equal((null, TimeSpan.FromSeconds(7)), (options.AccessToken, options.AttemptTimeout));
        using var client = new SemrushClient(options);
        await client.MapRankTracker.GetUserLimitsAsync(cancellationToken: Token);
        Assert.Equal("Apikey", Assert.Single(Emulator.Calls).AuthorizationScheme);
    }
}
