using System.Globalization;
using Newtonsoft.Json.Linq;
using Semrush.Client.ContractTests.Contracts;
using Semrush.Contracts;

namespace Semrush.Client.ContractTests.Comparisons;

/// <summary>A comparison of a contract with another document reports each edit, with what it does to users, and nothing else.</summary>
public sealed class ComparisonTests
{
    private const string Schemas = "components schemas ";
    private const string Campaign = Schemas + "CampaignSummary properties ";

    private static readonly Edit[] Edits =
    [
        new("servers 0", "url", "https://api.example.com/apis/v4/map-rank-tracker/v0", "The contract", "server https://api.example.com", Impact.Breaking),
        new("paths", "/news", """{"get": {"operationId": "GetNews", "responses": {}}}""", "The contract", "operation GET /apis/v4/map-rank-tracker/v0/news added", Impact.Compatible),
        new("paths", "/limits", null, "GetUserLimits", "operation removed", Impact.Breaking),
        new("paths /limits get", "operationId", "GetLimits", "GetUserLimits", "operationId GetLimits", Impact.Breaking),
        new("paths /limits get", "deprecated", "true", "GetUserLimits", "deprecated true", Impact.Risky),
        new("paths /limits get", "security", "[]", "GetUserLimits", "security none", Impact.Breaking),
        new("paths /limits get", "security", """[{"bearer": []}]""", "GetUserLimits", "security http bearer", Impact.Breaking),
        new("paths /limits get", "requestBody", """{"content": {"application/json": {"schema": {"type": "object"}}}}""", "GetUserLimits", "request added", Impact.Breaking),
        new("paths /limits get", "parameters", """[{"name": "month", "in": "query", "schema": {"type": "string"}}]""", "GetUserLimits", "query parameter month added", Impact.Compatible),
        new("paths /limits get", "parameters", """[{"name": "month", "in": "query", "required": true, "schema": {"type": "string"}}]""", "GetUserLimits", "query parameter month added", Impact.Breaking),
        new("paths /campaigns get parameters", "4", null, "GetCampaigns, query parameter onlyMarkedForRemoval", "parameter removed", Impact.Breaking),
        new("paths /campaigns get parameters 4", "required", "true", "GetCampaigns, query parameter onlyMarkedForRemoval", "parameter required", Impact.Breaking),
        new("paths /campaigns get parameters 4", "in", "header", "GetCampaigns, query parameter onlyMarkedForRemoval", "in header", Impact.Breaking),
        new("paths /campaigns get parameters 4", "deprecated", "true", "GetCampaigns, query parameter onlyMarkedForRemoval", "deprecated true", Impact.Risky),
        new("paths /campaigns get parameters 4 schema", "default", "true", "GetCampaigns, query parameter onlyMarkedForRemoval", "default true", Impact.Risky),
        new("paths /campaigns get parameters 4 schema", "type", "string", "GetCampaigns, query parameter onlyMarkedForRemoval", "type string, was boolean", Impact.Breaking),
        new("paths /campaigns get parameters 3 schema", "maxLength", "100", "GetCampaigns, query parameter query", "maxLength 100", Impact.Breaking),
        new("paths /campaigns get parameters 3 schema", "maxLength", "300", "GetCampaigns, query parameter query", "maxLength 300", Impact.Compatible),
        new("paths /campaigns get parameters 3 schema", "maxLength", null, "GetCampaigns, query parameter query", "maxLength none", Impact.Compatible),
        new("paths /campaigns get parameters 3 schema", "pattern", "^[a-z]+$", "GetCampaigns, query parameter query", "pattern ^[a-z]+$", Impact.Breaking),
        new("paths /campaigns get parameters 3 schema", "nullable", "true", "GetCampaigns, query parameter query", "nullable true", Impact.Compatible),
        new("paths /campaigns/{campaignId}/collect put parameters 1 schema", "format", "date", "CollectCampaign, query parameter reportDate", "format date, was date-time", Impact.Breaking),
        new("components parameters placeIds", "explode", "true", "GetHeatmap, query parameter placeIds", "style form exploded", Impact.Breaking, Times: 2),
        new("paths /campaigns post", "requestBody", null, "CreateCampaign", "request removed", Impact.Breaking),
        new("paths /campaigns post requestBody", "required", "false", "CreateCampaign, request", "body optional", Impact.Compatible),
        new("paths /campaigns post requestBody content", "text/plain", """{"schema": {"type": "string"}}""", "CreateCampaign, request", "media type text/plain added", Impact.Compatible),
        new("paths /campaigns post requestBody content", "application/json", null, "CreateCampaign, request", "media type application/json removed", Impact.Breaking),
        new("paths /limits get responses 200 content", "application/json", null, "GetUserLimits, response 200", "media type application/json removed", Impact.Risky),
        new("paths /limits get responses 200 content application/json", "schema", null, "GetUserLimits, response 200", "schema removed", Impact.Compatible),
        new("paths /limits get responses", "202", """{"description": "Later."}""", "GetUserLimits", "status 202 added", Impact.Risky),
        new("paths /limits get responses", "404", """{"description": "Nothing."}""", "GetUserLimits", "status 404 added", Impact.Compatible),
        new("paths /limits get responses", "429", null, "GetUserLimits", "status 429 removed", Impact.Compatible),
        new(Campaign, "colour", """{"type": "string"}""", "CampaignSummary", "member colour added", Impact.Compatible),
        new(Campaign, "userId", null, "CampaignSummary.userId", "member removed", Impact.Breaking),
        new(Campaign + "userId", "type", "integer", "CampaignSummary.userId", "type integer, was string", Impact.Breaking),
        new(Campaign + "createdAt", "format", null, "CampaignSummary.createdAt", "format none, was date-time", Impact.Breaking),
        new(Campaign + "userId", "format", "email", "CampaignSummary.userId", "format email, was none", Impact.Compatible),
        new(Campaign + "keywordsNumber", "format", "int64", "CampaignSummary.keywordsNumber", "format int64, was int32", Impact.Breaking),
        new(Campaign + "userId", "nullable", "true", "CampaignSummary.userId", "nullable true", Impact.Compatible),
        new(Campaign + "userId", "deprecated", "true", "CampaignSummary.userId", "deprecated true", Impact.Risky),
        new(Campaign + "userId", "writeOnly", "true", "CampaignSummary.userId", "member removed", Impact.Breaking),
        new(Campaign + "userId", "enum", """["a", "b"]""", "CampaignSummary.userId", "type one of a, b, was string", Impact.Breaking),
        new(Schemas + "CampaignSummary", "required", """["name", "status", "createdAt", "business", "countryCode", "keywordsNumber", "pointsNumber"]""", "CampaignSummary.id", "required false", Impact.Risky),
        new(Schemas + "CampaignStatus", "enum", """["CREATED", "COLLECTED", "PAUSED"]""", "CampaignStatus", "value PAUSED added", Impact.Compatible),
        new(Schemas + "CampaignStatus", "enum", """["COLLECTED"]""", "CampaignStatus", "value CREATED removed", Impact.Breaking),
        new(Schemas + "CampaignStatus", "enum", null, "CampaignStatus", "type string, was one of CREATED, COLLECTED", Impact.Breaking),
        new(Schemas + "Frequency", "enum", """["DAILY", "WEEKLY", "MONTHLY"]""", "Frequency", "value YEARLY removed", Impact.Breaking),
        new(Schemas + "Business properties placeIds items", "type", "integer", "Business.placeIds[]", "type integer, was string", Impact.Breaking),
        new(Schemas + "Metrics properties average_positions additionalProperties", "type", "string", "Metrics.average_positions[*]", "type string double, was number double", Impact.Breaking),
        new(Schemas + "Metrics properties average_positions", "additionalProperties", null, "Metrics.average_positions", "type object, was map", Impact.Breaking),
        new(Schemas + "CollectingFrequency properties interval", "minimum", "2", "CollectingFrequency.interval", "minimum 2", Impact.Breaking),
        new(Schemas + "CollectingFrequency", "required", """["frequency"]""", "CollectingFrequency.enable", "required false", Impact.Breaking),
        new(Schemas + "CollectingFrequency", "required", """["frequency", "enable", "time"]""", "CollectingFrequency.time", "required true", Impact.Breaking),
        new(Schemas + "CreateCampaignRequest properties", "colour", """{"type": "string"}""", "CreateCampaignRequest", "member colour added", Impact.Compatible),
        new(Schemas + "CreateCampaignRequest properties name", "maxLength", "5", "CreateCampaignRequest.name", "maxLength 5", Impact.Breaking),
    ];

    public static TheoryData<int, string> Kinds => new(Edits.Index().Select(edit => (edit.Index, $"{edit.Item.Path.Trim()} {edit.Item.Member}: {edit.Item.Key}")));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Edit_of_a_copy_is_the_only_difference(int number, string edited)
    {
        Assert.NotEmpty(edited);
        var edit = Edits[number];
        var other = (JObject)Document("MapRankTracker").DeepClone();
        edit.Apply(other);

        var found = Compare("MapRankTracker", other.ToString()).Differences;

        Assert.Equal(edit.Times, found.Count);
        Assert.Equal((edit.Place, edit.Key, edit.Impact, (string?)null), (found[0].Place, found[0].Key, found[0].Impact, found[0].Reason));
        Assert.EndsWith(".", found[0].Effect, StringComparison.Ordinal);
        Assert.InRange(found[0].Line, 1, Text("MapRankTracker").Split('\n').Length);
        if (!Counts.AreFull)
            return;
        // The other way round it is one as well.
        Assert.NotEmpty(Comparison.Between("MapRankTracker", other.ToString(), Text("MapRankTracker")).Differences);
    }

    private const string Things = """
        openapi: 3.0.3
        servers: [{url: https://api.semrush.com/things}]
        security: [{key: []}]
        paths:
          /things/{a}-{b}:
            get:
              operationId: GetThings
              parameters:
                - {name: a, in: path, required: true, schema: {type: string}}
                - {name: b, in: path, required: true, schema: {type: string}}
                - {name: ids, in: query, schema: {type: array, items: {type: string}}}
                - {$ref: '#/components/parameters/Limit'}
              responses:
                '200': {description: Some., content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
                '404': {description: None.}
          /things:
            post:
              operationId: AddThing
              parameters: [{$ref: '#/components/parameters/Limit'}]
              requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/AddThingRequest'}}}}
              responses:
                '200': {description: One., content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
        components:
          securitySchemes: {key: {type: apiKey, in: header, name: Authorization}, token: {type: http, scheme: bearer}}
          parameters:
            Limit: {name: limit, in: query, schema: {type: integer, format: int32, minimum: 1, maximum: 100}}
          schemas:
            Pos: {type: object, properties: {lat: {type: number, format: double}, lon: {type: number, format: double}}}
            State: {type: string, enum: ['ON', 'OFF'], x-enumNames: [On, Off]}
            Base: {type: object, properties: {name: {type: string}}}
            Thing: {type: object, required: [id], properties: {id: {type: integer, format: int64}, state: {allOf: [{$ref: '#/components/schemas/State'}]}, pos: {$ref: '#/components/schemas/Pos'}}}
            AddThingRequest:
              allOf: [{$ref: '#/components/schemas/Base'}]
              required: [state]
              properties: {name: {type: string, maxLength: 50}, state: {allOf: [{$ref: '#/components/schemas/State'}]}, pos: {allOf: [{$ref: '#/components/schemas/Pos'}]}, pos2: {allOf: [{$ref: '#/components/schemas/Pos'}]}, size: {type: number, format: double}}
        """;

    public static TheoryData<string, string, string[]> Compositions => new()
    {
        // Of OpenAPI
        { "maxLength: 50", "maxLength: 20", ["AddThingRequest.name: maxLength 20, Breaking"] },
        { "pos2: {allOf: [{$ref: '#/components/schemas/Pos'}]}", "pos2: {allOf: [{$ref: '#/components/schemas/Pos'}], required: [lat]}", ["Pos.lat: required true, Breaking"] },
        { "size: {type: number, format: double}", "size: {type: number, format: double, enum: [1, 2]}", ["AddThingRequest.size: type one of 1, 2, was number double, Compatible"] },
        { "items: {type: string}", "minItems: 0", ["GetThings, query parameter ids: minItems 0, Breaking", "GetThings, query parameter ids[]: items none, Breaking"] },
        { "minimum: 1, maximum: 100", "exclusiveMinimum: true, minimum: 0, maximum: 100", [] },
        { "minimum: 1, maximum: 100", "minimum: 1, maximum: 50", ["AddThing, query parameter limit: maximum 50, Breaking", "GetThings, query parameter limit: maximum 50, Breaking"] },
        { "State: {type: string, enum: ['ON', 'OFF']", "State: {anyOf: [{const: 'ON'}, {const: 'OFF'}]", [] },
        { "pos: {$ref: '#/components/schemas/Pos'}", "pos: {oneOf: [{$ref: '#/components/schemas/Pos'}, {enum: [null]}]}", ["Thing.pos: nullable true, Compatible"] },
        { "Pos: {type: object,", "Pos: {type: object, oneOf: [{$ref: '#/components/schemas/Cat'}],", [] },
        { "Pos: {type: object,", "Pos: {type: object, allOf: [{$ref: '#/components/schemas/Pos'}],", [] },
        { "State: {type: string, enum: ['ON', 'OFF']", "State: {oneOf: [{type: string, enum: ['ON']}, {type: string, enum: ['OFF']}]", [] },

        // Of YAML
        { "schema: {type: integer, format: int32, minimum: 1, maximum: 100}", "schema: {<<: {type: integer, format: int32, minimum: 1, maximum: 100}, maximum: 50}", ["AddThing, query parameter limit: maximum 50, Breaking", "GetThings, query parameter limit: maximum 50, Breaking"] },
        { "in: path, required: true", "in: path, required: True", [] },

        // Parameters and paths
        { "{name: b, in: path, required: true, schema: {type: string}}", "{name: b, in: path, required: true, schema: {type: integer, format: int32}}", ["GetThings, path parameter b: type integer int32, was string, Breaking"] },
        { "parameters:\n        - {name: a,", "parameters:\n        - {name: ids, in: header, required: true, schema: {type: string}}\n        - {name: a,", ["GetThings: header parameter ids added, Breaking"] },
        { "    post:\n", "    servers: [{url: 'https://other.example/things'}]\n    post:\n", ["The contract: server https://other.example, Breaking"] },
        { "https://api.semrush.com/things", "'https://api.semrush.com/{v}', variables: {v: {default: things}}", [] },
        { "[{url: https://api.semrush.com/things}]", "[{url: /things}]", [] },

        // Bodies and credentials
        { "requestBody: {", "requestBody: {required: true, ", ["AddThing, request: body required, Breaking"] },
        { "'404'", "4XX", [] },
        { "'404'", "default", [] },
        { "'200': {description: Some.", "'201': {description: Some.", ["GetThings: status 201 added, Risky"] },
        { "content: {application/json: {schema: {$ref: '#/components/schemas/AddThingRequest'}}}", "content: {'*/*': {schema: {$ref: '#/components/schemas/AddThingRequest'}}}", [] },
        { "[{key: []}]", "[{key: []}, {token: []}]", ["AddThing: security apikey header authorization or http bearer, Compatible", "GetThings: security apikey header authorization or http bearer, Compatible"] },

        // Value types
        { "required: [id], ", "", ["Thing.id: required false, Breaking"] },
        { "required: [state]\n", "required: []\n", ["AddThingRequest.state: required false, Breaking"] },
    };

    [Theory]
    [MemberData(nameof(Compositions))]
    public void Difference_is_found_in_any_composition(string part, string edited, string[] expected)
    {
        const string Cat = "\n    Cat: {allOf: [{$ref: '#/components/schemas/Pos'}, {type: object}]}";
        Assert.Contains(part, Things, StringComparison.Ordinal);
        var position = Things.IndexOf(part, StringComparison.Ordinal);

        var found = Comparison.Of("Things", Things, Things[..position] + edited + Things[(position + part.Length)..] + Cat).Differences;

        Assert.Equal(expected, found.Select(difference => $"{difference.Place}: {difference.Key}, {difference.Impact}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Pos")]
    [InlineData("Base")]
    public void Composition_that_contains_itself_in_another_form_each_time_ends(string second)
    {
        var tree = Things.Replace(
            "Pos: {type: object, properties: {",
            $"Pos: {{allOf: [{{properties: {{kids: {{items: {{$ref: '#/components/schemas/Pos'}}}}}}}}, {{properties: {{kids: {{items: {{$ref: '#/components/schemas/{second}'}}}}}}}}], properties: {{",
            StringComparison.Ordinal).Replace("Base: {type: object,", "Base: {allOf: [{$ref: '#/components/schemas/Pos'}],", StringComparison.Ordinal);

        Assert.Empty(Comparison.Of("Things", tree, tree).Differences);
    }

    [Fact]
    public void Document_is_compared_with_the_contracts_of_its_operations()
    {
        var contracts = Names.Select(name => name.Data).ToDictionary(name => name, Text);

        var (name, comparison) = Assert.Single(Comparison.OfAll(contracts, Text("Projects")));

        Assert.Equal(("Projects", 0), (name, comparison.Differences.Count(found => found.Reason is null)));
    }

    [Theory]
    [InlineData("x-enumNames: [On, Off]", "x-enumNames: [On, No]", "State: x-enumNames No, On, Breaking")]
    [InlineData("operationId: AddThing\n", "operationId: AddThing\n      x-semrush-retry: never\n", "AddThing: x-semrush-retry never, Risky")]
    [InlineData("Thing: {type: object,", "Thing: {type: object, x-semrush-value: true,", "Thing: x-semrush-value true, Breaking")]
    public void Versions_of_a_contract_differ_by_what_shapes_the_client_as_well(string part, string edited, string expected)
    {
        var other = Things.Replace(part, edited, StringComparison.Ordinal);

        Assert.Equal([expected], Comparison.Between("Things", Things, other).Differences.Select(found => $"{found.Place}: {found.Key}, {found.Impact}").Distinct());
        Assert.Empty(Comparison.Of("Things", Things, other).Differences);
    }

    [Fact]
    public void New_value_of_an_enumeration_changes_no_name()
    {
        var other = Things.Replace("enum: ['ON', 'OFF'], x-enumNames: [On, Off]", "enum: [PAUSED, 'ON', 'OFF'], x-enumNames: [Paused, On, Off]", StringComparison.Ordinal);

        Assert.Equal(("value PAUSED added", Impact.Compatible), Assert.Single(Comparison.Between("Things", Things, other).Differences) is var found ? (found.Key, found.Impact) : default);
    }

    [Fact]
    public void Member_under_an_alias_is_the_same_for_another_document_and_another_for_a_version()
    {
        var contract = Things.Replace("properties: {lat: {type: number,", "properties: {lat: {x-semrush-aliases: [latitude], type: number,", StringComparison.Ordinal);
        var other = Things.Replace("properties: {lat:", "properties: {latitude:", StringComparison.Ordinal);

        Assert.Empty(Comparison.Of("Things", contract, other).Differences);
        Assert.Equal(["member latitude added", "member removed"], Comparison.Between("Things", contract, other).Differences.Select(found => found.Key).Order());
    }

    [Fact]
    public void Versions_of_a_contract_differ_by_the_names_of_schemas()
    {
        var found = Assert.Single(Comparison.Between("Things", Things, Things.Replace("State:", "Mode:", StringComparison.Ordinal).Replace("/State'", "/Mode'", StringComparison.Ordinal)).Differences);

        Assert.Equal(("State", "schema Mode", Impact.Breaking), (found.Place, found.Key, found.Impact));
    }

    [Fact]
    public void Explanation_of_an_operation_does_not_count_for_a_component()
    {
        var contract = Things.Replace("operationId: GetThings", "operationId: GetThings\n      x-semrush-differs: {required true: A reason.}", StringComparison.Ordinal);
        var other = Things.Replace("Pos: {type: object,", "Pos: {type: object, required: [lat],", StringComparison.Ordinal);

        var comparison = Comparison.Of("Things", contract, other);

        Assert.Equal(("Pos.lat", Impact.Breaking, null), Assert.Single(comparison.Differences) is var found ? (found.Place, found.Impact, found.Reason) : default);
        Assert.Single(comparison.Unused);
    }

    [Fact]
    public void Operation_with_another_path_has_moved()
    {
        var other = Text("MapRankTracker").Replace("  /limits:", "  /user-limits:", StringComparison.Ordinal);

        var found = Assert.Single(Compare("MapRankTracker", other).Differences);

        Assert.Equal(("GetUserLimits", "path GET /apis/v4/map-rank-tracker/v0/user-limits", Impact.Breaking), (found.Place, found.Key, found.Impact));
    }

    [Fact]
    public void Path_parameter_with_another_name_is_the_same()
    {
        var other = Text("Projects").Replace("{project_id}", "{id}", StringComparison.Ordinal).Replace("name: project_id\n", "name: id\n", StringComparison.Ordinal);

        Assert.NotEqual(Text("Projects"), other);
        Assert.All(Compare("Projects", other).Differences, found => Assert.Equal(("name id", Impact.Breaking), (found.Key, found.Impact)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Contract_in_another_form_does_not_differ(string name)
    {
        var other = (JObject)Document(name).DeepClone();
        // OpenAPI 3.1, in JSON, without components, with the path of the server in the paths.
        other["openapi"] = "3.1.0";
        foreach (var nullable in other.SelectTokens("$..nullable").Where(flag => flag.Type is JTokenType.Boolean).ToList())
        {
            var schema = (JObject)nullable.Parent!.Parent!;
            nullable.Parent.Remove();
            if (schema["type"] is { } type)
                schema["type"] = new JArray(type, "null");
            else
                schema.Replace(new JObject { ["anyOf"] = new JArray(schema.DeepClone(), new JObject { ["type"] = "null" }) });
        }

        var server = new Uri((string)other["servers"]![0]!["url"]!);
        other["servers"]![0]!["url"] = server.GetLeftPart(UriPartial.Authority);
        foreach (var path in ((JObject)other["paths"]!).Properties().ToList())
            path.Replace(new JProperty(server.AbsolutePath.TrimEnd('/') + path.Name, path.Value));
        foreach (var part in other["components"]!.Children<JProperty>().Where(part => part.Name is not "schemas").Select(part => part.Value).Append(other["paths"]!))
            Inline(part, other);
        ((JObject)other["components"]!).Remove("schemas");

        Assert.Empty(Compare(name, other.ToString()).Differences);
    }

    public static TheoryData<string> Names => [.. ContractDocument.All.Select(contract => contract.Name)];

    [Fact]
    public void Contract_of_the_App_Center_explains_every_difference_from_the_document_of_Semrush()
    {
        var comparison = Compare("AppCenter", File.ReadAllText(Path.Combine(Repository.Root, "tests/Semrush.Client.ContractTests/Comparisons/OfficialAppCenter.yaml")));

        Assert.True(comparison.Differences.Count > 80);
        Assert.DoesNotContain(comparison.Differences, found => string.IsNullOrEmpty(found.Reason));
        Assert.Empty(comparison.Unused);
    }

    [Fact]
    public void Explanation_counts_for_its_place_and_its_value_only()
    {
        var contract = Text("MapRankTracker").Replace("      operationId: GetUserLimits\n", "      operationId: GetUserLimits\n      x-semrush-differs: {status 429 removed: A reason., status 400 removed: Another.}\n", StringComparison.Ordinal);
        var other = (JObject)Document("MapRankTracker").DeepClone();
        ((JObject)other.SelectToken("paths./limits.get.responses")!).Remove("429");
        ((JObject)other.SelectToken("paths./campaigns.get.responses")!).Remove("429");

        var comparison = Comparison.Of("MapRankTracker", contract, other.ToString());

        Assert.Equal([("GetCampaigns", null), ("GetUserLimits", "A reason.")], comparison.Differences.Select(found => (found.Place, found.Reason)));
        Assert.Equal("status 400 removed", Assert.Single(comparison.Unused).Key);
        Assert.All(Comparison.Between("MapRankTracker", contract, other.ToString()).Differences, found => Assert.Null(found.Reason));
    }

    [Fact]
    public void Anchors_are_followed()
    {
        var other = Text("Projects").Replace("paths:\n", "x-one: &one {description: Found., content: {}}\npaths:\n", StringComparison.Ordinal);

        Assert.Empty(Compare("Projects", other).Differences);
        Assert.NotEqual(other, other = other.Replace("{$ref: '#/components/responses/NotFound'}", "*one", StringComparison.Ordinal).Replace("\n          $ref: '#/components/responses/NotFound'", " *one", StringComparison.Ordinal));
        Assert.All(Compare("Projects", other).Differences, found => Assert.Equal("media type application/json removed", found.Key));
    }

    [Theory]
    [InlineData("[", "The other document is neither YAML nor JSON, line ")]
    [InlineData("", "The other document is empty.")]
    [InlineData("{openapi: 3.0.3, paths: {}}", "The other document has no operations.")]
    [InlineData("{openapi: 3.0.3, openapi: 3.0.3}", "Line 1: openapi is defined a second time; remove one of the two.")]
    [InlineData("swagger: '2.0'", "The other document is not OpenAPI 3; convert it first.")]
    [InlineData("{openapi: 3.0.3, paths: {/limits: {$ref: 'more.yaml#/limits'}}}", "more.yaml#/limits in line 1 is not in the file; correct it, or write all into one file first")]
    [InlineData("{openapi: 3.0.3, paths: {/limits: {$ref: '#/paths/~1limits'}}}", "#/paths/~1limits in line 1 is not in the file; correct it, or write all into one file first")]
    public void Document_that_cannot_be_compared_is_an_error_that_says_what_to_do(string other, string message)
        => Assert.StartsWith(message, Assert.Throws<InvalidDataException>(() => Compare("MapRankTracker", other)).Message, StringComparison.Ordinal);

    private static Comparison Compare(string name, string other) => Comparison.Of(name, Text(name), other);

    private static string Text(string name) => File.ReadAllText(Path.Combine(Repository.Root, $"contracts/{name}.yaml"));

    private static JObject Document(string name) => ContractDocument.All.Single(contract => contract.Name == name).Root;

    private static void Inline(JToken token, JObject root)
    {
        foreach (var reference in token.SelectTokens("$..['$ref']").ToList())
        {
            if (((string)reference!).Contains("/schemas/", StringComparison.Ordinal))
                reference.Parent!.Parent!.Replace(root.SelectToken(((string)reference!)[2..].Replace('/', '.'))!.DeepClone());
        }

        if (token.SelectTokens("$..['$ref']").Any(reference => ((string)reference!).Contains("/schemas/", StringComparison.Ordinal)))
            Inline(token, root);
    }

    private sealed record Edit(string Path, string Member, string? Value, string Place, string Key, Impact Impact, int Times = 1)
    {
        public void Apply(JObject document)
        {
            var at = Path.Split(' ', StringSplitOptions.RemoveEmptyEntries).Aggregate((JToken)document, (found, step) => (found is JArray list ? list[int.Parse(step, CultureInfo.InvariantCulture)] : found[step])!);
            if (Value is null)
                (at is JArray list ? list[int.Parse(Member, CultureInfo.InvariantCulture)] : at[Member]!.Parent!).Remove();
            else
                at[Member] = Value[0] is '{' or '[' || Value is "true" or "false" || int.TryParse(Value, out _) ? JToken.Parse(Value) : Value;
        }
    }
}
