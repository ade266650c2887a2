using Semrush.Client.Authentication;
using Semrush.Client.Tests.Authentication.Tokens;

namespace Semrush.Client.Tests.Authentication;

/// <summary>Addresses that are not Semrush's, however much they look so, get no credential and no request.</summary>
public sealed class StrangeAddressTests
{
    private static readonly Dictionary<string, string[]> Addresses = new()
    {
        ["another scheme"] = ["http://api.semrush.com/", "http://api.semrush.com:443/", "ftp://api.semrush.com/", "file:///api.semrush.com/", "ws://api.semrush.com/", "wss://api.semrush.com/"],
        ["this machine as the host"] = ["http://localhost/", "http://127.0.0.1:8080/", "http://[::1]/", "https://localhost/", "https://127.0.0.1/"],
        ["a longer or a shorter name"] =
        [
            "https://api.semrush.com.evil/", "https://api.semrush.com.evil.example/", "https://evil-api.semrush.com/", "https://evilapi.semrush.com/", "https://evil.api.semrush.com/",
            "https://semrush.com/", "https://com/", "https://api.semrush.co/", "https://apisemrush.com/", "https://api-semrush.com/", "https://www.semrush.com/",
        ],
        ["a trailing dot"] = ["https://api.semrush.com./", "https://api.semrush.com.:443/", "https://oauth.semrush.com./"],
        ["user info"] =
        [
            "https://user@api.semrush.com/", "https://user:word@api.semrush.com/", "https://:@api.semrush.com/", "https://api.semrush.com@evil.example/", "https://api.semrush.com:443@evil.example/",
            "https://api.semrush.com%2f@evil.example/", "https://evil.example%40api.semrush.com@evil.example/",
        ],
        ["another port"] = ["https://api.semrush.com:8443/", "https://api.semrush.com:80/", "https://api.semrush.com:444/", "https://api.semrush.com:65535/"],
        ["a look-alike"] =
        [
            "https://\u0430pi.semrush.com/", "https://api.\u0455emrush.com/", "https://api.semru\u0455h.com/", "https://api.semrush.c\u043em/", "https://\u0251pi.semrush.com/", "https://ap\u0131.semrush.com/",
            "https://xn--pi-7kc.semrush.com/", "https://api.semr\u00fcsh.com/", "https://api.s\u0435mrush.com/", "https://api\u2024semrush.com/", "https://api.\u017femrush.com/", "https://\uff41pi.semrush.com/", "https://api\u3002semrush.com/", "https://api.semrush.com\u2024evil.example/",
        ],
        ["the name in another place"] = ["https://evil.example/api.semrush.com", "https://evil.example/?x=https://api.semrush.com/", "https://evil.example/#@api.semrush.com"],
    };

    // .NET itself rejects them as addresses.
    private static readonly string[] Malformed = ["https://api.semrush.com%40evil.example/", "https://api.semrush.com:443:443/", "https://api.semrush.com:65536/", "https://api .semrush.com/", "https:///api.semrush.com", "https://evil.example\\@api.semrush.com/"];

    public static IEnumerable<TheoryDataRow<string>> Asked
        => Named($"{HeldCredential.All.Count} ways to ask for a key or a token ({string.Join("; ", HeldCredential.All.Select(way => way.Name))}), 0 given");

    public static IEnumerable<TheoryDataRow<string>> Sent => Named("a Kiota client with a key, a static token and a token manager, 0 requests sent");

    public static TheoryData<string> NoAddresses => [.. Malformed];

    [Theory]
    [MemberData(nameof(Asked))]
    public async Task Another_host_gets_no_credential(string kind)
    {
        foreach (var address in Addresses[kind])
            await HeldCredential.AssertAllRefuse(new(address), CredentialHosts.Semrush);
    }

    [Theory]
    [MemberData(nameof(Sent))]
    public async Task Nothing_is_sent_there_by_a_Kiota_client_over_the_connections_of_a_client(string kind)
    {
        var tokens = new FakeFlow(TimeProvider.System);
        using var manager = new TokenManager(tokens);
        SemrushClientOptions[] all = [The.Options, new() { AccessToken = The.AccessToken }, new SemrushClientOptions().UseAccessTokenProvider(manager)];
        foreach (var options in all)
        {
            var stub = StubHandler.Returning();
            using var client = The.Client(stub, options);
            var adapter = client.CreateRequestAdapter();
            foreach (var address in Addresses[kind])
                await Assert.ThrowsAsync<SemrushAuthenticationException>(() => adapter.SendNoContentAsync(new() { URI = new(address) }, cancellationToken: The.Token));
            Assert.Empty(stub.Requests);
        }

        Assert.Equal(0, tokens.Requests);
    }

    [Theory]
    [MemberData(nameof(NoAddresses))]
    public void Malformed_text_is_no_address(string text) => Assert.False(Uri.TryCreate(text, UriKind.Absolute, out _));

    private static IEnumerable<TheoryDataRow<string>> Named(string what)
        => Addresses.Select(kind => new TheoryDataRow<string>(kind.Key) { TestDisplayName = $"{kind.Value.Length} addresses with {kind.Key}: {what}" });
}
