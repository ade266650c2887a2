using System.Net.Http.Headers;
using System.Text;
using Newtonsoft.Json.Linq;
using Semrush.Client.ContractTests.Examples;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Emulator;

/// <summary>Sends any request, valid or not, with the emulator's key.</summary>
internal sealed class RawClient(SemrushEmulator emulator) : IDisposable
{
    public const string Tracker = "/apis/v4/map-rank-tracker/v0/";

    private readonly HttpClient _http = Loopback.CreateClient(emulator.Address);

    public string? Authorization { get; set; } = $"Apikey {emulator.ApiKey}";

    /// <summary>The response to a GET below Map Rank Tracker.</summary>
    public Task<RawResponse> GetAsync(string path) => SendAsync("GET", Tracker + path);

    public async Task<RawResponse> SendAsync(string method, string path, string? body = null, string? contentType = "application/json")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (Authorization is { } header)
            request.Headers.TryAddWithoutValidation("Authorization", header);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        }

        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new RawResponse((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, text);
    }

    public void Dispose() => _http.Dispose();
}

internal sealed record RawResponse(int Status, string? MediaType, string Text)
{
    public JToken Json => Document.Parse(Text);

    public JToken Data => Json["data"]!;

    /// <summary>That this is the documented envelope of an error 400, and names these fields.</summary>
    public void AssertViolates(params string[] fields)
    {
        Assert.True(Status == 400, $"{Status}: {Text}");
        Assert.Equal("application/json", MediaType);
        Assert.False((bool)Json["meta"]!["success"]!);
        Assert.Equal(400, (int)Json["meta"]!["status_code"]!);
        Assert.NotEmpty((string)Json["meta"]!["request_id"]!);
        Assert.Equal(400, (int)Json["error"]!["code"]!);
        Assert.Contains(fields[0], (string)Json["error"]!["message"]!, StringComparison.Ordinal);
        var violations = Json.SelectTokens("error.details[0].message.field_violations[*]").ToList();
        Assert.Equal(fields, violations.Select(violation => (string)violation["field"]!));
        Assert.All(violations, violation => Assert.NotEmpty((string)violation["description"]!));
    }

    /// <summary>That this is an envelope with an error of that status.</summary>
    public void AssertFails(int status)
    {
        Assert.True(Status == status, $"{Status}: {Text}");
        Assert.Equal((false, status), ((bool)Json["meta"]!["success"]!, (int)Json["meta"]!["status_code"]!));
        Assert.NotEmpty((string)Json["error"]!["message"]!);
    }
}
