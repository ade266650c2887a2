using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary;
using Newtonsoft.Json.Linq;
using Semrush.Client.Authentication;
using Semrush.Client.Authentication.Device;
using Semrush.Client.Authentication.Tokens;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Registration;

/// <summary>The credentials serve a Kiota client that the library knows nothing of.</summary>
public sealed class KiotaClientTests
{
    [Fact]
    public async Task A_kiota_request_adapter_calls_with_the_token_of_a_sign_in()
    {
        await using var emulator = SemrushEmulator.Start(new() { Authorization = new() { PollInterval = TimeSpan.FromSeconds(1) } });
        var options = new DeviceFlowOptions().UsePrompt((prompt, _) =>
        {
            emulator.Authorization.ApproveDevice(prompt.UserCode);
            return Task.CompletedTask;
        });
        emulator.Configure(options);
        using var flow = new DeviceFlow(options);
        await using var tokens = new TokenManager(flow, hosts: CredentialHosts.Semrush.WithLoopbackHttp());
        using var adapter = new HttpClientRequestAdapter(new BaseBearerTokenAuthenticationProvider(tokens));

        await using var answer = await adapter.SendPrimitiveAsync<Stream>(
            new RequestInformation { HttpMethod = Method.GET, URI = new(emulator.Address, "apis/v4/map-rank-tracker/v0/limits") },
            cancellationToken: TestContext.Current.CancellationToken);

        using var reader = new StreamReader(answer!);
        Assert.True((bool)JObject.Parse(await reader.ReadToEndAsync(TestContext.Current.CancellationToken))["meta"]!["success"]!);
        Assert.Equal(("GetUserLimits", "Bearer"), (emulator.Calls[^1].OperationId, emulator.Calls[^1].AuthorizationScheme));
    }
}
