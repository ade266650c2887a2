using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Semrush.Client.ContractTests.Canary;
using Semrush.Client.OAuth;

namespace Semrush.Client.ContractTests.Wire;

/// <summary>The runtime quotes the line of a response that it cannot read, and a token may be in it. The library passes no such quotation on.</summary>
public sealed class QuotedResponseTests
{
    private const string Token = """{"access_token":"canary-a","refresh_token":"canary-r"}""";

    public static TheoryData<string, string> Responses => new()
    {
        { "a chunk that is longer than its size", WireResponse.Head(200, "Content-Type: application/json", "Transfer-Encoding: chunked") + "5\r\n" + Token + "\r\n0\r\n\r\n" },
        { "a chunk without a size", WireResponse.Head(200, "Content-Type: application/json", "Transfer-Encoding: chunked") + Token + "\r\n0\r\n\r\n" },
        { "a header without a colon", "HTTP/1.1 200 OK\r\ncanary-key\r\nContent-Length: 2\r\n\r\n{}" },
        { "a header with a space in its name", "HTTP/1.1 200 OK\r\nBearer canary-key: x\r\nContent-Length: 2\r\n\r\n{}" },
        { "a status that is none", "HTTP/1.1 canary-key OK\r\n\r\n" },
        { "a protocol that is none", "canary-key canary-key canary-key canary-key\r\n\r\n" },
    };

    [Theory]
    [MemberData(nameof(Responses))]
    public async Task Malformed_response_is_quoted_in_no_exception_and_no_log(string name, string response)
    {
        _ = name;
        await using var server = new WireServer { Script = _ => WireResponse.Sending(response) };
        var evidence = new Evidence();
        using var logs = new LogRecorder(evidence);
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(logs));
        services.AddSemrush(options => WireClient.Configure(options, server, retries: 1));
        await using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<SemrushClient>();

        var failure = await Assert.ThrowsAsync<SemrushConnectionException>(() => client.OAuth.CreateAccessTokenAsync(
            new() { GrantType = GrantType.RefreshToken, ClientId = "id", ClientSecret = "secret", RefreshToken = "token" }, cancellationToken: TestContext.Current.CancellationToken));

        evidence.Add(failure);
        Assert.Contains(Channel.Log, evidence.Channels);
        Assert.All(evidence.All, piece => Assert.DoesNotContain("canary", piece.Text, StringComparison.Ordinal));
    }
}
