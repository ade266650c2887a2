using System.Text.Json;

namespace Semrush.Client.Tests.Http;

/// <summary>A call that no generated method makes returns its JSON as it is, unless it reports a failure.</summary>
public sealed class RawResponseTests
{
    [Theory]
    [InlineData("""{"a":[1,null,{"b":"c"}],"unheard":1.50}""")]
    [InlineData("""[1,{"error":"an item"}]""")]
    [InlineData("\"text\"")]
    [InlineData("17")]
    [InlineData("null")]
    [InlineData("""{"meta":{"success":true},"data":{"x":1},"error":{"message":"beside the data"}}""")]
    [InlineData("""{"meta":{"success":true},"data":[],"errors":[{"message":"beside the data"}]}""")]
    [InlineData("""{"data":{"error":"an inner one"},"error":null,"errors":[]}""")]
    public async Task A_success_is_returned_as_it_is(string body)
        => Assert.Equal(body, (await SendAsync(body)).GetRawText());

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t")]
    public async Task A_response_without_a_body_is_undefined(string body)
        => Assert.Equal(JsonValueKind.Undefined, (await SendAsync(body)).ValueKind);

    [Theory]
    [InlineData("""{"error":{"code":7,"message":"no such thing"}}""", "no such thing")]
    [InlineData("""{"meta":{"success":false},"data":{"x":1},"error":{"message":"despite the data"}}""", "despite the data")]
    [InlineData("""{"meta":{"success":true},"data":null,"error":{"message":"without data"}}""", "without data")]
    [InlineData("""{"meta":{"success":true},"error":{"message":"without data"}}""", "without data")]
    [InlineData("""{"meta":{},"data":{"x":1},"error":{"message":"without a meta"}}""", "without a meta")]
    [InlineData("""{"data":{"x":1},"error":{"message":"without a meta"}}""", "without a meta")]
    [InlineData("""{"meta":{"success":"true"},"data":{"x":1},"error":{"message":"a text"}}""", "a text")]
    [InlineData("""{"meta":{"success":false}}""", "success: false")]
    public async Task A_reported_failure_is_an_exception(string body, string message)
        => Assert.Contains(message, (await Assert.ThrowsAsync<SemrushApiException>(() => SendAsync(body))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("<html></html>", "with a body that is not JSON")]
    [InlineData("""{"a":{"b":tru""", "with JSON that is malformed at $.a.b")]
    [InlineData("""{"a":1} {"b":2}""", "with a body that is not JSON")]
    public async Task Malformed_JSON_is_an_exception_that_names_the_place(string body, string message)
        => Assert.Contains(message, (await Assert.ThrowsAsync<SemrushApiException>(() => SendAsync(body))).Message, StringComparison.Ordinal);

    private static async Task<JsonElement> SendAsync(string body)
    {
        using var client = The.Client(StubHandler.Returning(Response.Json(body)), The.Options);
        return await client.SendAsync(HttpMethod.Get, "/elsewhere", cancellationToken: The.Token);
    }
}
