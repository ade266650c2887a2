using System.Globalization;

namespace Semrush.Client.Tests;

/// <summary>The machine's zone belongs to the whole process.</summary>
[CollectionDefinition(nameof(MachineZone), DisableParallelization = true)]
public sealed class MachineZone : IDisposable
{
    private readonly string? _zone = Environment.GetEnvironmentVariable("TZ");
    private readonly CultureInfo _culture = CultureInfo.CurrentCulture;

    private MachineZone(string zone, string? culture)
    {
        CultureInfo.CurrentCulture = culture is null ? _culture : Cultures.Of(culture);
        Set(zone);
    }

    /// <summary>Another zone, and another culture where one is given, until it is disposed.</summary>
    public static MachineZone Of(string zone, string? culture = null) => new(zone, culture);

    public void Dispose()
    {
        CultureInfo.CurrentCulture = _culture;
        Set(_zone);
    }

    private static void Set(string? zone)
    {
        Environment.SetEnvironmentVariable("TZ", zone);
        TimeZoneInfo.ClearCachedData();
    }
}
