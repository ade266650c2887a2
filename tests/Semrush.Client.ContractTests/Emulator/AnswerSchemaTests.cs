using Newtonsoft.Json.Linq;
using NJsonSchema;
using NSwag;
using Semrush.Client.Testing;
using Semrush.Client.Testing.Checks.Internal;
using Semrush.Client.Testing.Contracts.Internal;

namespace Semrush.Client.ContractTests.Emulator;

/// <summary>Whatever the state, an answer is what the contract says, and has no member that the contract does not know.</summary>
public sealed class AnswerSchemaTests : EmulatorTest
{
    // An operation that a contract gains has no state, and its example is checked with the other examples.
    private static readonly string[] Stateful =
    [
        "GetCampaigns", "CreateCampaign", "GetCampaign", "UpdateCampaign", "DeleteCampaign", "CollectCampaign", "GetKeywordStatuses", "GetHeatmap",
        "GetMetrics", "GetTopCompetitors", "GetUserLimits",
    ];

    private static readonly string[] States = ["collected", "never collected", "with points", "scheduled"];

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var operation in Operations)
                foreach (var state in States)
                    cases.Add(operation.Id, state);
            return cases;
        }
    }

    private static IEnumerable<ContractOperation> Operations =>
        Stateful.Select(id => ContractLibrary.Operations.Single(operation => operation.IsCalled($"MapRankTracker.{id}")));

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task An_answer_from_state_keeps_to_the_contract(string operationId, string state)
    {
        var operation = Operations.Single(operation => operation.Id == operationId);
        var campaign = await PutAsync(state);

        AssertKept(operation, await SendAsync(operation, campaign), 200);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(400)]
    [InlineData(404)]
    public async Task An_error_keeps_to_the_contract(int status)
    {
        if (status == 401)
            Raw.Authorization = null;
        var campaign = (JObject)Demo.DeepClone();
        if (status == 404)
            campaign["id"] = "unknown";
        foreach (var operation in Operations.Where(operation => operation.Responses.ContainsKey(status)))
            AssertKept(operation, await SendAsync(operation, campaign, status == 400 ? "&colour=red" : ""), status);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(409)]
    public async Task A_refused_collection_keeps_to_the_contract(int status)
    {
        Emulator.MapRankTracker.CreditsAvailable = status == 403 ? 0 : 1000;
        var date = status == 403 ? "2027-01-01T00:00:00Z" : (string)Demo["lastReportDate"]!;

        var answer = await Raw.SendAsync("PUT", $"{RawClient.Tracker}campaigns/{Demo["id"]}/collect?reportDate={date}");

        AssertKept(Operations.Single(operation => operation.Id == "CollectCampaign"), answer, status);
    }

    private static void AssertKept(ContractOperation operation, RawAnswer answer, int status)
    {
        Assert.True(answer.Status == status, $"{operation.Id} {answer.Status}: {answer.Text}");
        var media = operation.Responses[status].Body!;
        Assert.Equal(media.Type, answer.MediaType);
        Assert.Empty(media.Schema!.Validate(answer.Json, SchemaType.OpenApi3));
        Assert.Empty(SchemaCheck.Find(media.Schema!, answer.Json, null));
        Assert.Empty(StrictCheck.Find(media.Schema!, answer.Json, ""));
    }

    private async Task<JObject> PutAsync(string state)
    {
        var id = Emulator.MapRankTracker.AddCampaign(new CampaignSeed
        {
            Reports = state == "never collected" ? 0 : 4,
            CollectingFrequency = state == "scheduled" ? new JObject { ["frequency"] = "MONTHLY", ["positions"] = new JArray(1, 28), ["enable"] = true } : null,
        });
        if (state == "with points")
        {
            var points = (await Tracker.GetCampaignAsync(id, cancellationToken: Token)).Points.Take(3).ToList();
            await Tracker.UpdateCampaignAsync(id, new() { Points = points }, cancellationToken: Token);
        }

        return Emulator.MapRankTracker.Campaigns.Single(campaign => (string)campaign["id"]! == id);
    }

    private Task<RawAnswer> SendAsync(ContractOperation operation, JObject campaign, string more = "")
    {
        var path = RawClient.PathOf(operation).Replace("{}", (string)campaign["id"]!, StringComparison.Ordinal);
        var query = operation.Parameters.Where(parameter => parameter.In == OpenApiParameterKind.Query)
            .Select(parameter => (parameter.Name, Value: Value(operation, parameter.Name, campaign)))
            .Where(pair => pair.Value is not null)
            .Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value!)}");
        return Raw.SendAsync(operation.Method, $"{path}?{string.Join('&', query)}{more}", operation.Body?.Media[0].Example()!.ToString());
    }

    private static string? Value(ContractOperation operation, string parameter, JObject campaign) => parameter switch
    {
        "keywordId" => (string)campaign["keywords"]![0]!["id"]!,
        "reportDate" when operation.Id == "CollectCampaign" => null,
        "reportDate" => (string?)campaign["lastReportDate"] ?? "2026-01-01T00:00:00Z",
        "cid" => (string)campaign["business"]!["cid"]!,
        "placeIds" => (string)campaign["business"]!["placeIds"]![0]!,
        _ => null,
    };
}
