namespace Semrush.Client.Tests;

[Collection(nameof(MachineZone))]
public sealed class TimestampZoneTests
{
    [Theory]
    [InlineData("UTC")]
    [InlineData("Asia/Kolkata")]
    [InlineData("America/New_York")]
    [InlineData("Pacific/Kiritimati")]
    public void A_text_without_an_offset_is_UTC_whatever_the_zone_of_the_machine(string zone)
    {
        using var _ = MachineZone.Of(zone);
        foreach (var text in (string[])["2024-07-05T12:39:22.5", "2024-07-05T12:39:22.500000001", "2024-07-05 12:39:22.5"])
        {
            Assert.Equal(new DateTimeOffset(2024, 7, 5, 12, 39, 22, 500, TimeSpan.Zero), new Timestamp(text).Instant);
            Assert.Equal(TimeSpan.Zero, new Timestamp(text).Instant.Offset);
        }
    }
}
