// The snippets read as in the README: without the token that a test passes on, and with the text of the console.
#pragma warning disable xUnit1051
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary;
using Semrush.Client.Authentication;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Registration;

/// <summary>What the README at the root shows compiles; each snippet stands in this file as it stands there.</summary>
[Trait("Needs", "file locks")]
public sealed class RootReadmeTests
{
    [Fact]
    public void Every_snippet_of_the_readme_is_compiled_here() => Snippets.AssertCompiled("README.md");

    // Compiled, not run: without an emulator these would call Semrush.
    private static async Task FirstCall()
    {
        using var semrush = new SemrushClient(new SemrushClientOptions { ApiKey = "YOUR_V4_KEY" });
        await foreach (var campaign in semrush.MapRankTracker.GetCampaignsAsync())
            Console.WriteLine($"{campaign.Name}: {campaign.Status}");
    }

    private static async Task SignIn()
    {
        using var flow = new DeviceFlow(new DeviceFlowOptions().UsePrompt((prompt, _) =>
        {
            Console.WriteLine($"Open {prompt.VerificationUri} and check that it shows {prompt.UserCode}.");
            return Task.CompletedTask;
        }));
        await using var tokens = new TokenManager(flow, new FileTokenStore());
        using var semrush = new SemrushClient(new SemrushClientOptions().UseAccessTokenProvider(tokens));

        using var adapter = new HttpClientRequestAdapter(new BaseBearerTokenAuthenticationProvider(tokens));
    }

    private static async Task Foreign(SemrushClient semrush)
    {
        JsonElement limits = await semrush.SendAsync(HttpMethod.Get, "/apis/v4/map-rank-tracker/v0/limits");   // JSON in, JSON out, SemrushApiException

        using var http = new HttpClient(semrush.CreateHandler()) { Timeout = Timeout.InfiniteTimeSpan };       // a raw client, or Refit's
        using var response = await http.GetAsync(new Uri("https://api.semrush.com/apis/v4/map-rank-tracker/v0/limits"));

        var adapter = semrush.CreateRequestAdapter();                                                           // for one Kiota client
        Assert.NotNull(adapter);
        Assert.NotEqual(default, limits.ValueKind);
    }

    private static void Accounts(HostApplicationBuilder builder, Func<string, string> keyOf)
    {
        string KeyOf(string account) => keyOf(account);
        builder.Services.AddSemrush().UseAccounts((services, account, options) => options.ApiKey = KeyOf(account));
    }

    private static void Application(HostApplicationBuilder builder)
    {
        builder.Services.AddSemrush(builder.Configuration.GetSection("Semrush"))
            .UseAppCenter(builder.Configuration.GetSection("Semrush:AppCenter"));
    }

    private static async Task Errors(SemrushClient semrush, string campaignId)
    {
        try
        {
            await semrush.MapRankTracker.CollectCampaignAsync(campaignId);
        }
        catch (SemrushApiException exception) when (exception.StatusCode == HttpStatusCode.Forbidden)
        {
            Console.WriteLine(exception.Message);   // names the operation, the status, the reason and the request id
        }
    }

    private static SemrushClientOptions Settings()
    {
        var options = new SemrushClientOptions
        {
            ApiKey = "YOUR_V4_KEY",
            AttemptTimeout = TimeSpan.FromSeconds(30),          // default 60 s; Timeout.InfiniteTimeSpan turns any of the three off
            TotalTimeout = TimeSpan.FromMinutes(2),             // default 5 min; with all repetitions and the waits between them
            ConnectTimeout = TimeSpan.FromSeconds(5),           // default 10 s; for each step: name, address, TLS handshake with tunnel
            Retry = { MaxRetries = 5, MaxRetryAfter = TimeSpan.FromMinutes(1) },   // default 3, and 2 min; MaxRetries 0 turns it off
            RateLimit = { RequestsPerSecond = 5, ConcurrentRequests = 3, MaxWait = TimeSpan.FromSeconds(10) },   // default 10, 10 and 30 min; Enabled = false turns it off
        };
        return options;
    }

    private static async Task Emulator()
    {
        await using var emulator = SemrushEmulator.Start();
        using var semrush = emulator.CreateClient();

        emulator.FailNext(Fault.Status(503));
    }
}
