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

/// <summary>The generated client sends and reads every example of every contract, at a plain WireMock server, as the contract documents it.</summary>
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

    public static TheoryData<ContractCase> Requests => [.. ContractCase.Requests];

    public static TheoryData<ContractCase> FirstPages => [.. Successes.Select(found => found.Data).Where(found => found.Operation.IsPaged).DistinctBy(found => found.Operation.Name)];

    public static TheoryData<ContractCase> Failures => [.. ContractCase.All.Where(found => found.Status >= 400 && !found.Operation.IsNavigation)];

    public static TheoryData<ContractCase> Pages => [.. ContractCase.All.Where(found => found.Operation.IsNavigation)];

    public static TheoryData<ContractCase> Callbacks => [.. ContractCase.Callbacks];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _client.Dispose();
        _loggers.Dispose();
        _server.Dispose();
    }

    [Theory]
    [MemberData(nameof(Successes))]
    public async Task Documented_response_survives_the_round_trip(ContractCase found)
    {
        Respond(found);

        var result = await GeneratedMethod.CallAsync(_client, found.Operation, found.RequestExample);

        AssertSent(found);
        if (result is SemrushFile file)
            Assert.Equal(found.MediaType, file.MediaType);
        if (result is not null)
            Document.AssertSame(found.Data!, GeneratedMethod.Rewrite(result));
        else
            Assert.True(found.Data is null or JObject { Count: 0 }, $"{found} has data that the method does not return.");
        Assert.DoesNotContain(_logs.All, piece => piece.Text.Contains("not of its documented form", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Documented_request_is_sent(ContractCase found)
    {
        Respond(found);

        await GeneratedMethod.CallAsync(_client, found.Operation, found.RequestExample);

        AssertSent(found);
    }

    [Theory]
    [MemberData(nameof(FirstPages))]
    public async Task Documented_page_is_the_first_of_an_enumeration(ContractCase found)
    {
        Respond(found);

        var page = await GeneratedMethod.FirstPageAsync(_client, found.Operation);

        AssertSent(found);
        Document.AssertSame(found.Data!, GeneratedMethod.Rewrite(page!));
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Documented_error_is_thrown_with_its_members(ContractCase found)
    {
        Respond(found);

        var thrown = await Assert.ThrowsAnyAsync<SemrushApiException>(() => GeneratedMethod.CallAsync(_client, found.Operation, found.RequestExample));

        Assert.Equal(found.Status, (int)thrown.StatusCode!);
        Assert.Equal(found.Operation.Name, thrown.Operation);
        AssertThrown(found, thrown);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Address_of_a_page_is_as_documented(ContractCase found)
    {
        Respond(found);

        var address = Assert.IsType<Uri>(await GeneratedMethod.CallAsync(_client, found.Operation, null));
        using var browser = Loopback.CreateClient();
        using var response = await browser.GetAsync(address, Token);

        Assert.Equal(found.Status, (int)response.StatusCode);
        AssertSent(found);
    }

    [Theory]
    [MemberData(nameof(Callbacks))]
    public async Task Documented_callback_is_read(ContractCase found)
    {
        Respond(found);
        using var browser = Loopback.CreateClient();

        using var response = await browser.GetAsync((Uri)(await GeneratedMethod.CallAsync(_client, found.Operation, null))!, Token);

        var callback = response.Headers.Location!;
        var (redirect, state) = (callback.GetLeftPart(UriPartial.Path), Query.Of(callback, "state"));
        Assert.Equal(new Uri((string)found.Location!), callback);
        if (Query.Of(callback, "code") is { } code)
        {
            Assert.Equal(code, AuthorizationCallback.Parse(callback, state ?? "sent", redirect, requireState: state is not null).Code);
            return;
        }

        // An invitation without a client returns the token itself.
        using var flow = new AhrefsFlow(new() { BaseAddress = new(_server.Url!), InvitationUrl = new($"{_server.Url}/invitation"), RedirectUri = redirect });
        Assert.Equal(Query.Of(callback, "token"), (await flow.CompleteAsync(callback, state ?? "sent", Token)).AccessToken);
    }

    private void Respond(ContractCase found)
    {
        var response = Response.Create().WithStatusCode(found.Status).WithBody(found.Text);
        if (found.MediaType is { } type)
            response = response.WithHeader("Content-Type", type);
        if (found.Location is { } location)
            response = response.WithHeader("Location", (string)location!);
        _server.Given(Request.Create().UsingAnyMethod()).RespondWith(response);
    }

    private void AssertSent(ContractCase found)
    {
        var (operation, sent) = (found.Operation, Assert.Single(_server.LogEntries).RequestMessage!);
        var path = ParametersIn("path").Aggregate(operation.FullPath, (path, parameter) => path.Replace($"{{{parameter.Name}}}", parameter.Example, StringComparison.Ordinal));
        var query = Uri.UnescapeDataString(new Uri(sent.Url).Query).TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal((operation.Method.ToUpperInvariant(), path), (sent.Method, sent.Path));
        Assert.Equal(ParametersIn("query").Select(parameter => $"{parameter.Name}={parameter.Example}").Order(), query.Order());
        Assert.Equal(operation.IsAuthenticated ? $"Apikey {ApiKey}" : null, sent.Headers!.TryGetValue("Authorization", out var given) ? given.Single() : null);
        Assert.All(ParametersIn("header"), parameter => Assert.Equal(parameter.Example, Assert.Single(sent.Headers![parameter.Name])));
        if (operation.RequestBody is { } body)
        {
            var mediaType = References.Members(body["content"]).First().Key;
            Assert.StartsWith(mediaType, sent.Headers!["Content-Type"].Single(), StringComparison.Ordinal);
            if (mediaType.EndsWith("json", StringComparison.Ordinal))
                Document.AssertSame(found.RequestExample!, Document.Parse(sent.Body!));
            else
                Assert.Equal(((JObject)found.RequestExample!).Properties().Select(field => $"{field.Name}={Uri.EscapeDataString(TextOf(field.Value))}").Order(), sent.Body!.Split('&').Order());
        }
        else
        {
            Assert.True(string.IsNullOrEmpty(sent.Body), $"{operation} has no body, and sent {sent.Body}");
        }

        IEnumerable<(string Name, string Example)> ParametersIn(string place) => operation.Parameters
            .Where(parameter => (string?)parameter["in"] == place).Select(parameter => ((string)parameter["name"]!, TextOf(parameter["example"]!)));
    }

    private static string TextOf(JToken value) => value switch
    {
        JArray list => string.Join(",", list.Select(TextOf)),
        { Type: JTokenType.Boolean } => (bool)value ? "true" : "false",
        _ => (string)value!,
    };

    private static void AssertThrown(ContractCase found, SemrushApiException thrown)
    {
        var isSensitive = found.Operation.Node["x-semrush-sensitive"] is not null;
        if (isSensitive)
            Assert.Null(thrown.RawBody);
        else if (found.Body is JObject document)
            Document.AssertSame(document, Document.Parse(thrown.RawBody!));
        switch (found.Body)
        {
            case JObject { } root when root["error"] is JValue code:
                Assert.Equal((string)code!, thrown.ErrorCode);
                Assert.Equal((string?)root["error_description"], thrown.ErrorMessage);
                Assert.NotEmpty(Assert.IsType<SemrushAuthenticationException>(thrown).NextStep);
                break;
            case JObject { } root:
                var error = root["error"] as JObject ?? root;
                Assert.Equal((string?)(error["message_code"] ?? error["code"]), thrown.ErrorCode);
                Assert.Contains((string)error["message"]!, thrown.ErrorMessage, StringComparison.Ordinal);
                Assert.Equal((string?)root["meta"]?["request_id"], thrown.RequestId);
                Assert.Equal(root.SelectTokens("$..field_violations[*].field").Select(field => (string)field!), thrown.FieldViolations.Select(violation => violation.Field));
                if (!isSensitive && (root["error"] as JObject)?["details"] is { } details)
                    Document.AssertSame(details, Document.Parse(thrown.Details!.Value.GetRawText()));
                break;
            case JValue { Type: JTokenType.String } page when !isSensitive:
                Assert.Contains((string)page!, thrown.RawBody, StringComparison.Ordinal);
                break;
        }
    }
}
