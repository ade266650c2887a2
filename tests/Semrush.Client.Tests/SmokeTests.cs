namespace Semrush.Client.Tests;

public sealed class SmokeTests
{
    [Fact]
    public void A_timestamp_keeps_its_text() => Assert.Equal("2024-07-05T12:39:22.611Z", new Timestamp("2024-07-05T12:39:22.611Z").ToString());
}
