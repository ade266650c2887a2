using System.Globalization;
using Microsoft.Playwright;
using Newtonsoft.Json.Linq;
using Semrush.Client.ContractTests.Authorization;
using Semrush.Client.ContractTests.Examples;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Tool;

/// <summary>The command semrush-emulator, as a user of another language would use it.</summary>
public sealed class ToolTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Command_states_the_credentials_before_the_address_and_the_default_account_has_the_documented_key()
    {
        await using var tool = await ToolProcess.StartAsync("--client", "my-app=my-secret");

        Assert.StartsWith("Account default: Apikey emulator-key, Bearer token-", tool.Lines[0], StringComparison.Ordinal);
        Assert.Contains("OAuth client my-app: secret my-secret", tool.Lines);
        Assert.Equal("127.0.0.1", tool.Http.BaseAddress!.Host);
        Assert.Equal(200, (await tool.GetAsync("limits", "emulator-key")).Status);
        Assert.Equal(401, (await tool.GetAsync("limits", "other")).Status);
    }

    [Fact]
    public async Task Accounts_are_separate_and_each_has_a_limit_and_a_log()
    {
        var log = Path.GetTempFileName();
        await using var tool = await ToolProcess.StartAsync(
            "--account", "anna=KEY", "--account", "ben=KEY2", "--requests-per-second", "5", "--retry-after", "1.5", "--log", log);

        var campaign = (string)(await tool.GetAsync("campaigns", "KEY")).Json["data"]!["content"]![0]!["id"]!;
        Assert.Equal((200, 404), ((await tool.GetAsync($"campaigns/{campaign}", "KEY")).Status, (await tool.GetAsync($"campaigns/{campaign}", "KEY2")).Status));
        var statuses = await Task.WhenAll(Enumerable.Range(0, 40).Select(async _ => (await tool.GetAsync("limits", "KEY")).Status));
        Assert.Equal(200, (await tool.GetAsync("campaigns?query=KEY2", "KEY2")).Status);
        Assert.Contains(429, statuses);

        // Every call is in the log when its response has arrived.
        var lines = (await File.ReadAllLinesAsync(log, Token)).Select(line => line.Split('\t')).ToList();
        Assert.Equal(44, lines.Count);
        Assert.All(lines, line => Assert.Equal(7, line.Length));
        Assert.Equal(["ben", "GET", $"/apis/v4/map-rank-tracker/v0/campaigns/{campaign}", "GetCampaign", "404"], lines[2][1..6]);
        Assert.Equal(statuses.Count(status => status == 429), lines.Count(line => line[5] == "429"));
        var accepted = lines.Where(line => line[1] == "anna" && line[5] == "200").Select(line => DateTimeOffset.Parse(line[0], CultureInfo.InvariantCulture)).Order().ToList();
        // No second has more than five.
        Assert.All(accepted.Skip(5).Zip(accepted), pair => Assert.True(pair.First - pair.Second > TimeSpan.FromMilliseconds(999), $"{pair}"));

        var state = (await tool.GetAsync("/emulator/state", "")).Json;
        Assert.Equal(accepted.Count, (int)state["accounts"]![0]!["calls"]!["200"]!);
        Assert.Equal(statuses.Count(status => status == 429), (int)state["accounts"]![0]!["calls"]!["429"]!);
        Assert.DoesNotContain("KEY", await File.ReadAllTextAsync(log, Token), StringComparison.Ordinal);
        File.Delete(log);
    }

    [Fact]
    public async Task Failures_of_the_command_line_and_of_a_request_are_returned()
    {
        await using var tool = await ToolProcess.StartAsync("--account", "anna=KEY", "--fault", "GetUserLimits=503x2", "--fault", "GetCampaigns=429:2", "--delay", "0.05");
        using var content = new StringContent("GetUserLimits=550");
        using (var added = await tool.Http.PostAsync(new Uri("/emulator/faults", UriKind.Relative), content, Token))
            Assert.Equal(204, (int)added.StatusCode);

        var statuses = new List<int>();
        foreach (var path in new[] { "limits", "limits", "limits", "limits", "campaigns", "campaigns" })
            statuses.Add((await tool.GetAsync(path, "KEY")).Status);

        Assert.Equal([503, 503, 550, 200, 429, 200], statuses);
        var logged = await tool.Output.ReadLineAsync(Token);
        Assert.Equal(["anna", "GET", "/apis/v4/map-rank-tracker/v0/limits", "GetUserLimits", "503"], logged!.Split('\t')[1..6]);
        Assert.True(double.Parse(logged.Split('\t')[6], CultureInfo.InvariantCulture) >= 49, logged);
    }

    [Fact]
    public async Task Seed_file_sets_the_accounts_and_the_command_line_their_keys()
    {
        var seed = Path.GetTempFileName();
        await File.WriteAllTextAsync(seed, """{ "accounts": [{ "name": "anna", "campaigns": [{ "id": "seeded" }], "creditsAvailable": 7 }] }""", Token);
        await using var tool = await ToolProcess.StartAsync("--seed", seed, "--account", "anna=KEY", "--account", "ben=KEY2", "--no-demo-data");

        Assert.Equal("seeded", (string)Assert.Single((await tool.GetAsync("campaigns", "KEY")).Json["data"]!["content"]!)["id"]!);
        Assert.Equal(7, (int)(await tool.GetAsync("limits", "KEY")).Json["data"]!["credits"]!["available"]!);
        Assert.Empty((await tool.GetAsync("campaigns", "KEY2")).Json["data"]!["content"]!);
        File.Delete(seed);
    }

    [Theory]
    [InlineData("""{ "accounts": [{ "name": 5 }] }""", "accounts[0].name must be a string")]
    [InlineData("""{ "accounts": [{ "name": "anna", "campaigns": [{ "template": "large" }] }] }""", "accounts[0].campaigns[0] is invalid: large is not a template such as 7x7.")]
    [InlineData("{", "line 1")]
    public async Task Invalid_seed_file_ends_the_command_with_the_path_of_the_member(string json, string expected)
    {
        var seed = Path.GetTempFileName();
        await File.WriteAllTextAsync(seed, json, Token);

        var (code, output, error) = await ToolProcess.RunAsync("--port", "0", "--seed", seed);

        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith("semrush-emulator: ", error, StringComparison.Ordinal);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Single(error.Trim().Split('\n'));
        File.Delete(seed);
    }

    [Theory]
    [InlineData("--port 0 --account anna", "--account takes a name and a key")]
    [InlineData("--port 0 --account anna=SECRET --account ben=SECRET", "ben has a credential of another account")]
    [InlineData("--port 70000", "--port must be 0 to 65535.")]
    [InlineData("--port 0 --requests-per-second 0", "--requests-per-second must be 1")]
    [InlineData("--port 0 --fault nonsense", "nonsense is not a failure")]
    [InlineData("--port 0 --fault NoOperation=503", "No contract has the operation NoOperation.")]
    [InlineData("--port 0 --seed no-such-file.json", "no-such-file.json")]
    [InlineData("--port 0 --log no-such-folder/file", "no-such-folder")]
    [InlineData("--port 0 --unknown", "--unknown")]
    public async Task Invalid_option_ends_the_command_with_a_reason(string arguments, string expected)
    {
        var (code, _, error) = await ToolProcess.RunAsync(arguments.Split(' '));

        Assert.NotEqual(0, code);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Port_in_use_ends_the_command_with_one_line()
    {
        await using var emulator = SemrushEmulator.Start();

        var (code, output, error) = await ToolProcess.RunAsync("--port", emulator.Address.Port.ToString(CultureInfo.InvariantCulture));

        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith($"semrush-emulator: The emulator cannot listen on port {emulator.Address.Port}: ", Assert.Single(error.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Signal_ends_the_command_with_code_0_even_during_a_call(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The test sends a signal of Unix.");
        Assert.SkipWhen(signal == "INT" && IgnoresInterrupts(), "This process, as one that a shell runs in the background, ignores SIGINT, and so do the processes that it starts.");
        await using var tool = await ToolProcess.StartAsync("--fault", "delay:60");
        var waiting = tool.GetAsync("limits", "emulator-key");
        await UntilAsync(async () => (await tool.Http.GetStringAsync(new Uri("/emulator/state", UriKind.Relative), Token)).Contains("\"faults\":[]", StringComparison.Ordinal));

        var (code, _, error) = await tool.EndAsync(signal);

        Assert.Equal((0, ""), (code, error));
        await Task.WhenAny(waiting);
    }

    [Fact]
    public async Task Schema_is_printed()
    {
        var (code, output, _) = await ToolProcess.RunAsync("schema");

        Assert.Equal((0, AccountSeed.JsonSchema.Trim()), (code, output));
    }

    [Fact]
    public async Task Person_selects_an_account_in_Chromium()
    {
        await using var chromium = await Chromium.StartAsync();
        await using var tool = await ToolProcess.StartAsync("--account", "anna=KEY", "--account", "ben=KEY2");
        var codes = await PostAsync(tool, "/dag/device/code?scope=user.id");
        var page = await chromium.OpenAsync();

        await page.GotoAsync(tool.Http.BaseAddress!.AbsoluteUri);
        await page.GetByRole(AriaRole.Link, new() { Name = (string)codes["user_code"]! }).ClickAsync();
        await page.GetByLabel("ben").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Device connected" }).WaitForAsync();

        var token = (string)(await PostAsync(tool, "/dag/device/token", ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"), ("device_code", (string)codes["device_code"]!)))["access_token"]!;
        using var request = new HttpRequestMessage(HttpMethod.Get, "/apis/v4/map-rank-tracker/v0/limits") { Headers = { { "Authorization", $"Bearer {token}" } } };
        using var response = await tool.Http.SendAsync(request, Token);
        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(1, (int)(await tool.GetAsync("/emulator/state", "")).Json["accounts"]![1]!["calls"]!["200"]!);
    }

    private static async Task<JToken> PostAsync(ToolProcess tool, string path, params (string Name, string Value)[] form)
    {
        using var content = new FormUrlEncodedContent(form.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));
        using var response = await tool.Http.PostAsync(new Uri(path, UriKind.Relative), form.Length > 0 ? content : null, Token);
        return Document.Parse(await response.Content.ReadAsStringAsync(Token));
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        while (!await condition())
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Token);
    }

    private static bool IgnoresInterrupts()
    {
        const string Status = "/proc/self/status";
        return File.Exists(Status)
            && File.ReadLines(Status).FirstOrDefault(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)) is { } ignored
            && (Convert.ToUInt64(ignored.Split('\t')[1], 16) & 2) != 0;
    }
}
