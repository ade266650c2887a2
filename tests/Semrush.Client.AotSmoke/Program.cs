// Published as a native program: a failure of reflection or trimming ends it with another exit code.
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Semrush.Client;
using Semrush.Client.Authentication;
using Semrush.Client.MapRankTracker;

// The benchmarks measure this: a process starts, creates a client and exits.
if (args is ["start"])
{
    using var first = new SemrushClient(new SemrushClientOptions { ApiKey = "smoke-key" });
    return first.MapRankTracker is null ? 1 : 0;
}

using var client = new SemrushClient(new SemrushClientOptions { ApiKey = "smoke-key" }, new HttpClient(new StubServer(Respond)));

var campaign = await client.MapRankTracker.CreateCampaignAsync(new CreateCampaignRequest { PlaceId = "a-place", Keywords = ["a keyword"] });
Expect(campaign is { Id: "c1", Status: { Value: "COLLECTING" } } && campaign.Points[0].Coordinates?.Lat == 1.5, "a campaign is read");

var metrics = await client.MapRankTracker.GetMetricsAsync("c1", "k1", new() { Cid = "17986238257282860575" });
Expect(metrics.AveragePositions[new Timestamp("2024-06-13T14:20:10.660Z")] == 1.75, "a map keyed by timestamps is read");

var names = new List<string>();
await foreach (var summary in client.MapRankTracker.GetCampaignsAsync())
    names.Add(summary.Name!);
Expect(names is ["first", "second"], "pages are read");

try
{
    await client.MapRankTracker.GetUserLimitsAsync();
    Expect(false, "an error is thrown");
}
catch (SemrushApiException exception)
{
    Expect(exception is { ErrorCode: "120200", FieldViolations: [{ Field: "user_id" }] }, "an error is read");
}

var app = (Id: "bf860c6b-dd98-42f2-b23d-17dcec59ca0d", Secret: "smoke-secret-of-36-characters-012345");
using var flow = new AppCenterFlow(new() { AppId = app.Id, AppSecret = app.Secret }, new HttpClient(new StubServer(Respond)));
Expect((await flow.SignInAsync(CancellationToken.None)).AccessToken == "smoke-bearer", "a JWT is signed and exchanged");

var validator = new IframeTokenValidator(new() { AppId = app.Id, AppSecret = app.Secret });
var token = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJhdWQiOiJiZjg2MGM2Yi1kZDk4LTQyZjItYjIzZC0xN2RjZWM1OWNhMGQiLCJleHAiOjQxMDI0NDQ4MDAsInZpZXdlcl9pZCI6IjQyIn0.C2C0W0QXyeCAhcET16t1k09pFJq44JMBdYb2pZ96PTM";
Expect((await validator.ValidateAsync(token)).Viewer?.ViewerId == "42", "the token of an iframe is verified");
Expect((await validator.ValidateAsync(token[..^2])).Error == IframeTokenError.SignatureInvalid, "a changed token is rejected");

var services = new ServiceCollection();
services.AddSemrush(new ConfigurationBuilder().AddInMemoryCollection([new("ApiKey", "smoke-key"), new("AttemptTimeout", "00:00:05")]).Build());
await using var provider = services.BuildServiceProvider();
Expect(provider.GetRequiredService<SemrushClient>().AppCenter is not null, "a registered client is created");

Console.WriteLine("The native program works.");
return 0;

static void Expect(bool holds, string what)
{
    if (!holds)
        throw new InvalidOperationException($"This does not hold in the native program: {what}.");
}

static (int Status, string Json) Respond(HttpRequestMessage request)
{
    var path = request.RequestUri!.PathAndQuery;
    return path switch
    {
        _ when path.EndsWith("/jwt-token/", StringComparison.Ordinal) => (200, """{"jwt":"smoke-bearer"}"""),
        _ when request.Method == HttpMethod.Post => (200, Data("""{"id":"c1","status":"COLLECTING","points":[{"coordinates":{"lat":1.5,"lng":2.5}}]}""")),
        _ when path.Contains("/metrics", StringComparison.Ordinal) => (200, Data("""{"average_positions":{"2024-06-13T14:20:10.66Z":1.75},"share_of_voices":{}}""")),
        _ when path.Contains("page=0", StringComparison.Ordinal) => (200, Data("""{"content":[{"id":"1","name":"first"}],"last":false,"number":0}""")),
        _ when path.Contains("page=1", StringComparison.Ordinal) => (200, Data("""{"content":[{"id":"2","name":"second"}],"last":true,"number":1}""")),
        _ => (400, """{"meta":{"success":false},"error":{"code":120200,"message":"This was bad","details":[{"message":{"field_violations":[{"field":"user_id","description":"must be a number"}]}}]}}"""),
    };
}

static string Data(string data) => $$"""{"meta":{"success":true,"status_code":200,"request_id":"r1"},"data":{{data}}}""";
