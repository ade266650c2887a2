using Newtonsoft.Json.Linq;
using Semrush.Client.Http;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace Semrush.Client.ContractTests.Examples;

/// <summary>Every example of every contract goes through the generated client and a plain WireMock server, and comes out the same.</summary>
public sealed class ExampleTests : IDisposable
{
    private const string ApiKey = "contract-test-key";
    private readonly WireMockServer _server = WireMockServer.Start();
    private readonly SemrushClient _client;

    public ExampleTests() => _client = new(new SemrushClientOptions { ApiKey = ApiKey, BaseAddress = new(_server.Url!), AllowLoopbackHttp = true });

    public static TheoryData<ContractCase> Successes => [.. ContractCase.All.Where(found => found.IsSuccess && !found.Operation.IsNavigation)];

    public static TheoryData<ContractCase> FirstPages => [.. Successes.Select(found => found.Data).Where(found => found.Operation.IsPaged).DistinctBy(found => found.Operation.Name)];

    public static TheoryData<ContractCase> Failures => [.. ContractCase.All.Where(found => found.Status >= 400 && !found.Operation.IsNavigation)];

    public static TheoryData<ContractCase> Pages => [.. ContractCase.All.Where(found => found.Operation.IsNavigation)];

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
    }

    [Theory]
    [MemberData(nameof(Successes))]
    public async Task A_documented_answer_survives_the_round_trip(ContractCase found)
    {
        Answer(found);

        var result = await GeneratedMethod.CallAsync(_client, found.Operation, found.RequestExample);

        SentRequest.AssertAsDocumented(Assert.Single(_server.LogEntries).RequestMessage!, found, ApiKey);
        var expected = found.Body is JObject envelope && envelope.ContainsKey("meta") ? envelope["data"] : found.Body;
        if (result is not null)
            Document.AssertSame(expected!, GeneratedMethod.Rewrite(result));
        else
            Assert.True(expected is null or JObject { Count: 0 }, $"{found} carries data that the method does not return.");
    }

    [Theory]
    [MemberData(nameof(FirstPages))]
    public async Task A_documented_page_is_the_first_of_an_enumeration(ContractCase found)
    {
        Answer(found);

        var page = await GeneratedMethod.FirstPageAsync(_client, found.Operation);

        SentRequest.AssertAsDocumented(Assert.Single(_server.LogEntries).RequestMessage!, found, ApiKey);
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
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var browser = new HttpClient(handler);
        using var answer = await browser.GetAsync(address, TestContext.Current.CancellationToken);

        Assert.Equal(found.Status, (int)answer.StatusCode);
        SentRequest.AssertAsDocumented(Assert.Single(_server.LogEntries).RequestMessage!, found, ApiKey);
    }

    private void Answer(ContractCase found)
    {
        var answer = Response.Create().WithStatusCode(found.Status).WithBody(found.Text);
        _server.Given(Request.Create().UsingAnyMethod()).RespondWith(found.MediaType is { } type ? answer.WithHeader("Content-Type", type) : answer);
    }
}
