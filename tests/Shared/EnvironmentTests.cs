using System.Globalization;

namespace Semrush.Client;

/// <summary>A pass in a hostile environment proves something only if the runtime has that environment.</summary>
public sealed class EnvironmentTests
{
    // What the pass is to be: "Asia/Kolkata tr-TR".
    private static readonly string? Expected = Environment.GetEnvironmentVariable("SEMRUSH_TEST_ENVIRONMENT");

    [Fact]
    public void Zone_and_culture_are_those_of_the_pass()
    {
        var actual = $"{TimeZoneInfo.Local.Id} {CultureInfo.CurrentCulture.Name}";

        Assert.Equal(Expected ?? actual, actual);
    }
}
