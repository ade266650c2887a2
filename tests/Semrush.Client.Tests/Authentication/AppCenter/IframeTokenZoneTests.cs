using System.Text.Json.Nodes;
using Semrush.Client.Authentication;

namespace Semrush.Client.Tests.Authentication.AppCenter;

/// <summary>The times of a token mean the same in every zone of the machine.</summary>
[Collection(nameof(MachineZone))]
public sealed class IframeTokenZoneTests
{
    public static TheoryData<string, string?, IframeTokenError?> Cases =>
    [
        .. from zone in (string[])["UTC", "Europe/Berlin", "Africa/Lagos", "Asia/Kolkata", "Asia/Tokyo", "Pacific/Kiritimati", "America/St_Johns", "Pacific/Pago_Pago"]
           from begins in ((string?, IframeTokenError?)[])[(null, null), ("0", null), ("-99999999999999", null), ("1e-9", null), ("NOW", null), ("NOW+1", IframeTokenError.NotYetValid), ("1e13", IframeTokenError.NotYetValid)]
           select new TheoryDataRow<string, string?, IframeTokenError?>(zone, begins.Item1, begins.Item2),
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_token_with_or_without_a_beginning_is_read_alike_in_every_zone(string zone, string? begins, IframeTokenError? error)
    {
        using var _ = MachineZone.Of(zone);

        var result = await AnApp.Validate(AnApp.Token(AnApp.Claims(claims =>
        {
            if (begins is not null)
                claims["nbf"] = begins.StartsWith("NOW", StringComparison.Ordinal) ? AnApp.Now.ToUnixTimeSeconds() + (begins.Length > 3 ? 1 : 0) : JsonNode.Parse(begins);
        })));

        Assert.Equal(error, result.Error);
        if (error is null)
            Assert.Equal(("5972411", AnApp.Now.AddMinutes(4)), (result.Viewer!.ViewerId, result.Viewer.ExpiresAt));
    }

    [Theory]
    [InlineData("Asia/Kolkata", "1e13")]
    [InlineData("America/St_Johns", "1e13")]
    [InlineData("UTC", "253402300799")]
    public async Task An_end_in_the_last_second_of_the_calendar_or_beyond_is_the_last_moment_of_it(string zone, string end)
    {
        using var _ = MachineZone.Of(zone);

        var result = await AnApp.Validate(AnApp.Token(AnApp.Claims(claims => claims["exp"] = JsonNode.Parse(end))));

        Assert.Equal(DateTimeOffset.MaxValue, result.Viewer!.ExpiresAt);
    }
}
