using System.Globalization;
using Newtonsoft.Json.Linq;
using Semrush.Client.ContractTests.Contracts;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Emulator;

/// <summary>In every state, a response conforms to the contract and has no member that the contract does not have.</summary>
public sealed class ResponseSchemaTests : EmulatorTest
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

    private static IEnumerable<OperationDocument> Operations => Stateful.Select(id => OperationDocument.Find($"MapRankTracker.{id}"));

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_response_from_state_conforms_to_the_contract(string operationId, string state)
    {
        var operation = Operations.Single(operation => operation.Id == operationId);
        var campaign = await PutAsync(state);

        await AssertConformsAsync(operation, await SendAsync(operation, campaign), 200);
    }

    public static TheoryData<string> Others =>
        [.. ContractDocument.All.Where(contract => contract.Name is "ListingManagement" or "Projects").SelectMany(contract => contract.Operations)
            .Where(operation => operation.Responses.First().Value["content"] is not null).Select(operation => operation.Name)];

    [Theory]
    [MemberData(nameof(Others))]
    public async Task A_response_from_the_demo_data_conforms_to_the_contract(string name)
    {
        var operation = OperationDocument.Find(name);
        var id = name.StartsWith("Projects", StringComparison.Ordinal)
            ? Emulator.Projects.All[0]["project_id"]!
            : Emulator.ListingManagement.Locations.First(location => (string)location["location_status"]! == "COMPLETED")["location_id"]!;
        var query = operation.Parameters.Where(parameter => (string?)parameter["in"] == "query" && (bool?)parameter["required"] == true)
            .Select(parameter => $"{parameter["name"]}={string.Join(',', parameter["example"] is JArray list ? list : [parameter["example"]!])}");

        var response = await Raw.SendAsync(
            operation.Method.ToUpperInvariant(),
            $"{operation.PathWith((string)id!)}?{string.Join('&', query)}",
            operation.RequestBody is null ? null : operation.RequestMedia.Example.ToString());

        await AssertConformsAsync(operation, response, int.Parse(operation.Responses.First().Key, CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(400)]
    [InlineData(404)]
    public async Task An_error_conforms_to_the_contract(int status)
    {
        if (status == 401)
            Raw.Authorization = null;
        var campaign = (JObject)Demo.DeepClone();
        if (status == 404)
            campaign["id"] = "unknown";
        foreach (var operation in Operations.Where(operation => operation.Responses.Any(response => response.Key == $"{status}")))
            await AssertConformsAsync(operation, await SendAsync(operation, campaign, status == 400 ? "&colour=red" : ""), status);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(409)]
    public async Task The_error_of_a_collection_conforms_to_the_contract(int status)
    {
        Emulator.MapRankTracker.CreditsAvailable = status == 403 ? 0 : 1000;
        var date = status == 403 ? "2027-01-01T00:00:00Z" : (string)Demo["lastReportDate"]!;

        var response = await Raw.SendAsync("PUT", $"{RawClient.Tracker}campaigns/{Demo["id"]}/collect?reportDate={date}");

        await AssertConformsAsync(OperationDocument.Find("MapRankTracker.CollectCampaign"), response, status);
    }

    private static async Task AssertConformsAsync(OperationDocument operation, RawResponse response, int status)
    {
        Assert.True(response.Status == status, $"{operation.Id} {response.Status}: {response.Text}");
        await ResponseSchema.AssertConformsAsync(operation, status, response.MediaType, response.Json);
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

    private Task<RawResponse> SendAsync(OperationDocument operation, JObject campaign, string more = "")
    {
        var query = operation.Parameters.Where(parameter => (string?)parameter["in"] == "query")
            .Select(parameter => (Name: (string)parameter["name"]!, Value: Value(operation, (string)parameter["name"]!, campaign)))
            .Where(pair => pair.Value is not null)
            .Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value!)}");
        var address = $"{operation.PathWith((string)campaign["id"]!)}?{string.Join('&', query)}{more}";
        return Raw.SendAsync(operation.Method.ToUpperInvariant(), address, operation.RequestBody is null ? null : operation.RequestMedia.Example.ToString());
    }

    private static string? Value(OperationDocument operation, string parameter, JObject campaign) => parameter switch
    {
        "keywordId" => (string)campaign["keywords"]![0]!["id"]!,
        "reportDate" when operation.Id == "CollectCampaign" => null,
        "reportDate" => (string?)campaign["lastReportDate"] ?? "2026-01-01T00:00:00Z",
        "cid" => (string)campaign["business"]!["cid"]!,
        "placeIds" => (string)campaign["business"]!["placeIds"]![0]!,
        _ => null,
    };
}
