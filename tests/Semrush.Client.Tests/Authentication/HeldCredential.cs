using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using Semrush.Client.Authentication;
using Semrush.Client.Tests.Authentication.Tokens;

namespace Semrush.Client.Tests.Authentication;

/// <summary>A credential and the hosts that may have it, to be asked for in every way that there is.</summary>
internal sealed record HeldCredential(string Name, Func<CredentialHosts, FakeFlow, Func<Uri, RequestInformation, Task>> Make)
{
    public static IReadOnlyList<HeldCredential> All { get; } =
    [
        new("API key, by Kiota", (hosts, _) => (_, request) => new ApiKeyCredential(The.ApiKey, hosts).AuthenticateRequestAsync(request, null, The.Token)),
        new("static token", (hosts, _) => AsToken(new StaticAccessTokenProvider(The.AccessToken, hosts))),
        new("static token, by Kiota", (hosts, _) => ByKiota(new StaticAccessTokenProvider(The.AccessToken, hosts))),
        new("token manager", (hosts, flow) => AsToken(new TokenManager(flow, hosts: hosts))),
        new("token manager, by Kiota", (hosts, flow) => ByKiota(new TokenManager(flow, hosts: hosts))),
    ];

    /// <summary>Every credential refuses the address, tells nothing of itself, and has nobody sign in for it.</summary>
    public static async Task AssertAllRefuse(Uri address, CredentialHosts hosts)
    {
        foreach (var credential in All)
        {
            var flow = new FakeFlow(TimeProvider.System);
            var request = Request(address);

            var thrown = await Record.ExceptionAsync(() => credential.Make(hosts, flow)(address, request));

            Assert.True(thrown is SemrushAuthenticationException { NextStep.Length: > 0 }, $"{credential.Name}, {address}: {thrown}");
            Assert.Empty(request.Headers);
            Assert.Equal(0, flow.Requests);
            Assert.DoesNotContain("canary", thrown!.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("word", thrown.Message, StringComparison.Ordinal);
        }
    }

    /// <summary>Every credential is had for the address.</summary>
    public static async Task AssertAllServe(Uri address, CredentialHosts hosts)
    {
        foreach (var credential in All)
        {
            var request = Request(address);

            await credential.Make(hosts, new FakeFlow(TimeProvider.System))(address, request);

            var header = Assert.Single(request.Headers["Authorization"]);
            Assert.Matches("^(Apikey canary-key|Bearer canary-token|Bearer access-1)", header);
        }
    }

    // Kiota's description of a request takes an absolute address only.
    private static RequestInformation Request(Uri address) => new() { URI = address };

    private static Func<Uri, RequestInformation, Task> AsToken(IAccessTokenProvider provider) => async (address, request)
        => request.Headers.Add("Authorization", $"Bearer {await provider.GetAuthorizationTokenAsync(address, null, The.Token)}");

    private static Func<Uri, RequestInformation, Task> ByKiota(IAccessTokenProvider provider)
        => (_, request) => new BaseBearerTokenAuthenticationProvider(provider).AuthenticateRequestAsync(request, null, The.Token);
}
