namespace Semrush.Client.Tests.Http;

/// <summary>An operation without a result accepts a confirmation, and rejects any other response with a success status.</summary>
public sealed class ConfirmationTests
{
    [Theory]
    [InlineData(Response.Html, "text/html")]
    [InlineData("""{"meta":{"success":false,"sta""", "application/json")]
    [InlineData("""{"meta":{"success":"false"},"error":{"code":1}}""", "application/json")]
    [InlineData("""{"meta":{"success":false},"error":{"code":1}}""", "application/json")]
    public async Task A_success_status_with_another_response_is_a_failure(string body, string type)
    {
        using var client = The.Client(StubHandler.Returning(Response.With(body, 200, type)));

        await Assert.ThrowsAsync<SemrushApiException>(() => client.MapRankTracker.DeleteCampaignAsync(The.CampaignId, cancellationToken: The.Token));
    }

    [Theory]
    [InlineData("[]", "$ is not of its documented form: an envelope was expected, and a list was found")]
    [InlineData("\"accepted\"", "$ is not of its documented form: an envelope was expected, and a string was found")]
    [InlineData("true", "$ is not of its documented form: an envelope was expected, and a boolean was found")]
    [InlineData("""{"status":"ok"}""", "with something else than an envelope")]
    [InlineData("""{"meta":{"success":false}}""", "with success: false and without an error")]
    [InlineData("""{"meta":{"success":false},"error":{}}""", "with success: false and without an error")]
    [InlineData("""{"error":{"code":403,"message":"Forbidden","description":"Not enough API units"}}""", "reports a failure: Forbidden: Not enough API units (code 403)")]
    [InlineData("""{"meta":{"success":true},"error":{"code":403,"message":"Forbidden"}}""", "reports a failure: Forbidden (code 403)")]
    [InlineData("""{"error":true}""", "with an empty error")]
    [InlineData("""{"success":true,"error":true}""", "with an empty error")]
    [InlineData("""{"success":false,"error":true}""", "with success: false and without an error")]
    public async Task A_body_that_is_no_confirmation_is_a_failure(string body, string how)
    {
        using var client = The.Client(StubHandler.Returning(Response.Json(body)));

        var failure = await Assert.ThrowsAsync<SemrushApiException>(() => client.MapRankTracker.DeleteCampaignAsync(The.CampaignId, cancellationToken: The.Token));

        Assert.Equal($"Semrush responded to MapRankTracker.DeleteCampaign with 200, but {how}.", failure.Message);
    }

    [Theory]
    [InlineData(Response.Html, "with a body that is not JSON")]
    [InlineData("""{"data":{""", "with JSON that is malformed at $.data")]
    [InlineData("[{\"a\":1},{\"a\":", "with JSON that is malformed at $[1].a")]
    [InlineData("[1", "with a body that is not JSON")]
    public async Task A_body_that_is_not_JSON_is_reported_as_such(string body, string how)
    {
        using var client = The.Client(StubHandler.Returning(Response.Json(body)));

        var failure = await Assert.ThrowsAsync<SemrushApiException>(() => client.MapRankTracker.DeleteCampaignAsync(The.CampaignId, cancellationToken: The.Token));

        Assert.Equal($"Semrush responded to MapRankTracker.DeleteCampaign with 200, but {how}.", failure.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n")]
    [InlineData("null")]
    [InlineData("\ufeff")]
    [InlineData("\ufeff{}")]
    [InlineData("{}")]
    [InlineData("""{"data":[]}""")]
    [InlineData("""{"meta":{"success":true},"error":null,"errors":[]}""")]
    [InlineData("""{"meta":{"success":"true"}}""")]
    [InlineData("""{"meta":{"success":null}}""")]
    [InlineData("""{"meta":"failed"}""")]
    [InlineData("""{"meta":{"success":true},"data":{}}""")]
    public async Task An_empty_response_is_a_confirmation(string body)
    {
        using var client = The.Client(StubHandler.Returning(Response.Json(body)));

        await client.MapRankTracker.DeleteCampaignAsync(The.CampaignId, cancellationToken: The.Token);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("""{"location_id":"1"}""", true)]
    [InlineData("""{"meta":{"success":true},"data":{"location_id":"1"}}""", true)]
    [InlineData("""{"error":{"code":404,"message":"Not Found"}}""", false)]
    [InlineData("""{"meta":{"success":false}}""", false)]
    [InlineData("[]", false)]
    [InlineData(Response.Html, false)]
    public async Task Any_object_confirms_an_operation_whose_response_is_not_documented(string body, bool isConfirmation)
    {
        using var client = The.Client(StubHandler.Returning(Response.Json(body)));

        var call = client.ListingManagement.DeleteLocationAsync("1", cancellationToken: The.Token);

        Assert.Equal(isConfirmation, await Record.ExceptionAsync(() => call) is null);
    }
}
