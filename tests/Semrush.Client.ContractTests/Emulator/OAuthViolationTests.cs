using Newtonsoft.Json.Linq;
using Semrush.Client.ContractTests.Contracts;
using Semrush.Client.ContractTests.Examples;

namespace Semrush.Client.ContractTests.Emulator;

/// <summary>Servers whose responses have no envelope have their own form of a violation.</summary>
public sealed class OAuthViolationTests : EmulatorTest
{
    private const string Form = "application/x-www-form-urlencoded";
    private const string Secret = "s3cr3t-0f-mine";

    public static TheoryData<string> SecretTakers =>
    [
        .. ContractDocument.All.SelectMany(contract => contract.Operations)
            .Where(operation => operation.RequestBody is not null && Secrets(operation).Any()).Select(operation => operation.Name),
    ];

    [Theory]
    [InlineData("/oauth2/access_token", "grant_type=refresh_token&client_id=a", "client_secret is required")]
    [InlineData("/oauth2/access_token", "grant_type=password&client_id=a&client_secret=b", "grant_type must be one of authorization_code; refresh_token")]
    [InlineData("/oauth2/access_token", "grant_type=refresh_token&client_id=&client_secret=b", "client_id must have at least 1 characters")]
    [InlineData("/oauth2/access_token", "grant_type=refresh_token&client_id=a&client_secret=b&colour=red", "colour is not a known member")]
    [InlineData("/oauth2/access_token", "grant_type=refresh_token&client_id=a&client_id=a&client_secret=b", "client_id is given more than once")]
    [InlineData("/oauth2/access_token?a=b", "grant_type=refresh_token&client_id=a&client_secret=b", "a is not a known query parameter")]
    [InlineData("/oauth2/access_token", "", "body is required")]
    [InlineData("/oauth2/token.php", "grant_type=authorization_code&client_id=a&client_secret=b&redirect_uri=c", "code is required")]
    [InlineData("/dag/device/token", "grant_type=urn:ietf:params:oauth:grant-type:device_code", "device_code is required")]
    [InlineData("/dag/device/code?scope=a&scope=b", null, "scope is given more than once")]
    public async Task The_OAuth_servers_respond_in_the_form_of_RFC_6749(string path, string? body, string description)
    {
        Raw.Authorization = null;
        var answer = await Raw.SendAsync("POST", path, body, Form);

        Assert.Equal((400, "application/json"), (answer.Status, answer.MediaType));
        Document.AssertSame(new JObject { ["error"] = "invalid_request", ["error_description"] = description }, answer.Json);
    }

    [Fact]
    public async Task A_token_request_in_JSON_is_rejected()
    {
        var answer = await Raw.SendAsync("POST", "/oauth2/access_token", """{"grant_type": "refresh_token"}""");

        Assert.Equal($"Content-Type must be {Form}", (string)answer.Json["error_description"]!);
    }

    [Fact]
    public async Task A_page_for_a_person_responds_with_a_page()
    {
        var answer = await Raw.SendAsync("GET", "/oauth2/authorize?redirect_uri=/a&response_type=code&%3Cb%3E=1");

        Assert.Equal((400, "text/html"), (answer.Status, answer.MediaType));
        Assert.Contains("client_id is required", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(SecretTakers))]
    public async Task A_violation_never_contains_a_secret(string operationId)
    {
        var operation = OperationDocument.Find(operationId);
        var secrets = Secrets(operation).ToList();
        var form = string.Join('&', secrets.Select(name => $"{name}={Secret}"));
        var json = new JObject(secrets.Select(name => new JProperty(name, new JObject { ["value"] = Secret }))) { ["colour"] = "red" };
        (string Body, string Type)[] wrong =
        [
            ($"{form}&{form}&colour=red", Form), (json.ToString(), "application/json"), (json.ToString(), Form),
            (form, "application/json"), (Secret, "application/json"), (Secret, "text/plain"), ($"{{\"jwt\": \"{Secret}", "application/json"),
        ];

        Raw.Authorization = $"Bearer {Emulator.AccessToken}";
        foreach (var (body, type) in wrong)
        {
            var response = await Raw.SendAsync(operation.Method.ToUpperInvariant(), operation.PathWith("1"), body, type);

            Assert.Equal(400, response.Status);
            Assert.DoesNotContain(Secret, response.Text, StringComparison.Ordinal);
        }
    }

    private static IEnumerable<string> Secrets(OperationDocument operation)
        => References.Members(operation.RequestMedia.Schema["properties"]).Where(member => (string?)member.Value["format"] == "password").Select(member => member.Key);
}
