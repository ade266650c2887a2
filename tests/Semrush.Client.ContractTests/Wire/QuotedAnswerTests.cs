using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Semrush.Client.ContractTests.Canary;
using Semrush.Client.OAuth;

namespace Semrush.Client.ContractTests.Wire;

/// <summary>The runtime quotes the line of an answer that it cannot read. There may be a token in it: nobody passes it on.</summary>
public sealed class QuotedAnswerTests
{
    private const string Token = """{"access_token":"canary-a","refresh_token":"canary-r"}""";

    public static TheoryData<string, string> Answers => new()
    {
        { "a chunk that is longer than it says", WireAnswer.Head(200, "Content-Type: application/json", "Transfer-Encoding: chunked") + "5\r\n" + Token + "\r\n0\r\n\r\n" },
        { "a chunk without a size", WireAnswer.Head(200, "Content-Type: application/json", "Transfer-Encoding: chunked") + Token + "\r\n0\r\n\r\n" },
        { "a header without a colon", "HTTP/1.1 200 OK\r\ncanary-key\r\nContent-Length: 2\r\n\r\n{}" },
        { "a header with a space in its name", "HTTP/1.1 200 OK\r\nBearer canary-key: x\r\nContent-Length: 2\r\n\r\n{}" },
        { "a status that is none", "HTTP/1.1 canary-key OK\r\n\r\n" },
        { "a protocol that is none", "canary-key canary-key canary-key canary-key\r\n\r\n" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task No_exception_and_no_log_quotes_what_cannot_be_read(string name, string answer)
    {
        _ = name;
        await using var server = new WireServer { Script = _ => WireAnswer.Sending(answer) };
        var evidence = new Evidence();
        using var logs = new LogRecorder(evidence);
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(logs));
        services.AddSemrush(options => WireClient.Configure(options, server, retries: 1));
        await using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<SemrushClient>();

        var failure = await Assert.ThrowsAsync<SemrushConnectionException>(() => client.OAuth.CreateAccessTokenAsync(
            new() { GrantType = GrantType.RefreshToken, ClientId = "id", ClientSecret = "secret", RefreshToken = "token" }, cancellationToken: TestContext.Current.CancellationToken));

        ExceptionReport.Add(evidence, failure);
        Assert.Contains(Channel.Log, evidence.Channels);
        Assert.All(evidence.All, piece => Assert.DoesNotContain("canary", piece.Text, StringComparison.Ordinal));
    }
}
