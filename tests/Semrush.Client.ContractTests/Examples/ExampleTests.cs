using Microsoft.Extensions.Logging;
using Newtonsoft.Json.Linq;
using Semrush.Client.Authentication;
using Semrush.Client.ContractTests.Authorization;
using Semrush.Client.ContractTests.Canary;
using Semrush.Client.ContractTests.Contracts;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace Semrush.Client.ContractTests.Examples;

/// <summary>Every example of every contract goes through the generated client and a plain WireMock server, and comes out the same.</summary>
public sealed class ExampleTests : IDisposable
{
    private const string ApiKey = "contract-test-key";
    private readonly WireMockServer _server = WireMockServer.Start();
    private readonly Evidence _logs = new();
    private readonly ILoggerFactory _loggers;
    private readonly SemrushClient _client;

    public ExampleTests()
    {
        _loggers = LoggerFactory.Create(logging => logging.AddProvider(new LogRecorder(_logs)));
        var options = new SemrushClientOptions { ApiKey = ApiKey, BaseAddress = new(_server.Url!), Retry = { MaxRetries = 0 }, RateLimit = { Enabled = false } };
        _client = new(options.UseLoggerFactory(_loggers));
    }

    public static TheoryData<ContractCase> Successes => [.. ContractCase.All.Where(found => found.IsSuccess && !found.Operation.IsNavigation)];

    public static TheoryData<RequestCase> Requests => [.. RequestCase.All];

    public static TheoryData<ContractCase> FirstPages => [.. Successes.Select(found => found.Data).Where(found => found.Operation.IsPaged).DistinctBy(found => found.Operation.Name)];

    public static TheoryData<ContractCase> Failures => [.. ContractCase.All.Where(found => found.Status >= 400 && !found.Operation.IsNavigation)];

    public static TheoryData<ContractCase> Pages => [.. ContractCase.All.Where(found => found.Operation.IsNavigation)];

    public static TheoryData<CallbackCase> Callbacks => [.. CallbackCase.All];

    public void Dispose()
    {
        _client.Dispose();
        _loggers.Dispose();
        _server.Dispose();
    }

    [Theory]
    [MemberData(nameof(Successes))]
    public async Task A_documented_answer_survives_the_round_trip(ContractCase found)
    {
        Answer(found);

        var result = await GeneratedMethod.CallAsync(_client, found.Operation, found.RequestExample);

        AssertSent(found.Operation, found.RequestExample);
        var expected = found.Body is JObject envelope && envelope.ContainsKey("meta") ? envelope["data"] : found.Body;
        if (result is not null)
            Document.AssertSame(expected!, GeneratedMethod.Rewrite(result));
        else
            Assert.True(expected is null or JObject { Count: 0 }, $"{found} carries data that the method does not return.");
        // What is documented is of its documented form.
        Assert.DoesNotContain(_logs.All, piece => piece.Text.Contains("not of its documented form", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_documented_request_is_what_is_sent(RequestCase found)
    {
        Answer(found.Answer);

        await GeneratedMethod.CallAsync(_client, found.Answer.Operation, found.Body);

        AssertSent(found.Answer.Operation, found.Body);
    }

    [Theory]
    [MemberData(nameof(FirstPages))]
    public async Task A_documented_page_is_the_first_of_an_enumeration(ContractCase found)
    {
        Answer(found);

        var page = await GeneratedMethod.FirstPageAsync(_client, found.Operation);

        AssertSent(found.Operation, found.RequestExample);
        Document.AssertSame(found.Body is JObject envelope && envelope.ContainsKey("meta") ? envelope["data"]! : found.Body!, GeneratedMethod.Rewrite(page!));
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_documented_error_is_thrown_with_what_it_says(ContractCase found)
    {
        Answer(found);

        var thrown = await Assert.ThrowsAnyAsync<SemrushApiException>(() => GeneratedMethod.CallAsync(_client, found.Operation, found.RequestExample));

        Assert.Equal(found.Status, (int)thrown.StatusCode!);
        Assert.Equal(found.Operation.Name, thrown.Operation);
        ThrownError.AssertSays(thrown, found.Body, isSensitive: found.Operation.Node["x-semrush-sensitive"] is not null);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task The_address_of_a_page_is_as_documented(ContractCase found)
    {
        Answer(found);

        var address = Assert.IsType<Uri>(await GeneratedMethod.CallAsync(_client, found.Operation, null));
        using var browser = Loopback.CreateClient();
        using var answer = await browser.GetAsync(address, TestContext.Current.CancellationToken);

        Assert.Equal(found.Status, (int)answer.StatusCode);
        AssertSent(found.Operation, found.RequestExample);
    }

    [Theory]
    [MemberData(nameof(Callbacks))]
    public async Task A_documented_callback_is_received_and_read(CallbackCase found)
    {
        _server.Given(Request.Create().UsingAnyMethod()).RespondWith(Response.Create().WithStatusCode(found.Status).WithHeader("Location", found.Address.OriginalString));
        using var browser = Loopback.CreateClient();

        using var answer = await browser.GetAsync((Uri)(await GeneratedMethod.CallAsync(_client, found.Operation, null))!, TestContext.Current.CancellationToken);

        var callback = answer.Headers.Location!;
        var (secret, state) = (Query.Of(callback, "code") is null ? "token" : "code", Query.Of(callback, "state"));
        var read = secret == "code"
            ? AuthorizationCallback.Parse(callback, state ?? "sent", callback.GetLeftPart(UriPartial.Path), requireState: state is not null).Code
            : await ReadTokenAsync(callback, state!);
        Assert.Equal(found.Address, callback);
        Assert.Equal(Query.Of(found.Address, secret), read);
    }

    private static async Task<string> ReadTokenAsync(Uri callback, string state)
    {
        using var flow = new AhrefsFlow(new() { InvitationUrl = new("https://ahrefs.com/invitation"), RedirectUri = callback.GetLeftPart(UriPartial.Path) });
        return (await flow.CompleteAsync(callback, state, TestContext.Current.CancellationToken)).AccessToken;
    }

    private void AssertSent(OperationDocument operation, JToken? body)
        => SentRequest.AssertAsDocumented(Assert.Single(_server.LogEntries).RequestMessage!, operation, body, ApiKey);

    private void Answer(ContractCase found)
    {
        var answer = Response.Create().WithStatusCode(found.Status).WithBody(found.Text);
        _server.Given(Request.Create().UsingAnyMethod()).RespondWith(found.MediaType is { } type ? answer.WithHeader("Content-Type", type) : answer);
    }
}
