using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary;
using Newtonsoft.Json.Linq;
using Semrush.Client.Authentication;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Registration;

/// <summary>A Kiota client that is not part of the library can use its credentials.</summary>
public sealed class KiotaClientTests
{
    [Fact]
    public async Task Kiota_request_adapter_calls_with_the_token_of_a_sign_in()
    {
        await using var emulator = SemrushEmulator.Start(new() { Authorization = new() { PollInterval = TimeSpan.FromSeconds(1) } });
        var options = new DeviceFlowOptions().UsePrompt((prompt, _) =>
        {
            emulator.Authorization.ApproveDevice(prompt.UserCode);
            return Task.CompletedTask;
        });
        emulator.Configure(options);
        using var flow = new DeviceFlow(options);
        await using var tokens = new TokenManager(flow);
        using var http = Loopback.CreateClient();
        using var adapter = new HttpClientRequestAdapter(new BaseBearerTokenAuthenticationProvider(tokens), httpClient: http);

        await using var response = await adapter.SendPrimitiveAsync<Stream>(
            new RequestInformation { HttpMethod = Method.GET, URI = new(emulator.Address, "apis/v4/map-rank-tracker/v0/limits") },
            cancellationToken: TestContext.Current.CancellationToken);

        using var reader = new StreamReader(response!);
        Assert.True((bool)JObject.Parse(await reader.ReadToEndAsync(TestContext.Current.CancellationToken))["meta"]!["success"]!);
        Assert.Equal(("GetUserLimits", "Bearer"), (emulator.Calls[^1].OperationId, emulator.Calls[^1].AuthorizationScheme));
    }

    [Fact]
    public async Task Kiota_client_over_a_client_of_an_emulator_calls_the_emulator()
    {
        await using var emulator = SemrushEmulator.Start();
        using var client = emulator.CreateClient();

        var kiota = new KiotaTracker(client.CreateRequestAdapter());
        await kiota.GetLimitsAsync(TestContext.Current.CancellationToken);

        Assert.Equal(("GetUserLimits", "Apikey"), (emulator.Calls[^1].OperationId, emulator.Calls[^1].AuthorizationScheme));
    }

    [Fact]
    public void Request_adapter_leaves_the_server_to_the_kiota_client()
    {
        using var client = new SemrushClient(new() { ApiKey = "key", BaseAddress = new("https://gateway.example/base") });

        Assert.True(string.IsNullOrEmpty(client.CreateRequestAdapter().BaseUrl));
    }

    [Fact]
    public async Task Request_to_an_unknown_server_is_not_sent()
    {
        await using var emulator = SemrushEmulator.Start();
        var everywhere = new SemrushClientOptions { BaseAddress = emulator.Address }.UseAuthenticationProvider(new AnonymousAuthenticationProvider());
        using var given = new SemrushClient(everywhere);
        using var own = emulator.CreateClient();

        foreach (var client in (SemrushClient[])[given, own])
        {
            var request = new RequestInformation { HttpMethod = Method.GET, URI = new("https://elsewhere.example/apis/v4/map-rank-tracker/v0/limits") };
            var failure = await Assert.ThrowsAsync<SemrushAuthenticationException>(() => client.CreateRequestAdapter().SendNoContentAsync(request, cancellationToken: TestContext.Current.CancellationToken));
            Assert.Contains("was not sent to https://elsewhere.example", failure.Message, StringComparison.Ordinal);
        }
    }

    /// <summary>What Kiota generates from a contract, as far as it concerns addresses.</summary>
    private sealed class KiotaTracker
    {
        public const string Server = "https://api.semrush.com/apis/v4/map-rank-tracker/v0";

        private readonly IRequestAdapter _adapter;
        private readonly Dictionary<string, object> _path = [];

        public KiotaTracker(IRequestAdapter adapter)
        {
            _adapter = adapter;
            if (string.IsNullOrEmpty(adapter.BaseUrl))
                adapter.BaseUrl = Server;
            _path.TryAdd("baseurl", adapter.BaseUrl!);
        }

        public Task<Stream?> GetLimitsAsync(CancellationToken cancellationToken)
            => _adapter.SendPrimitiveAsync<Stream>(new RequestInformation(Method.GET, "{+baseurl}/limits", _path), cancellationToken: cancellationToken);
    }
}
