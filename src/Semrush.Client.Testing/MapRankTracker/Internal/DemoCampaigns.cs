using Newtonsoft.Json.Linq;

namespace Semrush.Client.Testing.MapRankTracker.Internal;

/// <summary>The campaigns that an emulator starts with. Their dates are fixed, so that what they show is the same in every run.</summary>
internal static class DemoCampaigns
{
    public static IReadOnlyList<CampaignSeed> Seeds { get; } =
    [
        new()
        {
            Name = "Pavlos souvlaki",
            Address = "Agias Faneromenis 135A, Larnaca 6025, Cyprus",
            CountryCode = "CY",
            Latitude = 34.9109718,
            Longitude = 33.631958499999996,
            Rating = 4.9,
            ReviewNumber = 220,
            Template = "7x7",
            Keywords = ["souvlaki", "greek restaurant", "cold beer"],
            ReportDates = ["2026-08-03T12:39:58.058330774Z", "2026-09-07T14:20:10.660Z", "2026-10-05T12:39:22.611Z"],
        },
        new()
        {
            Name = "Harbour coffee, weekly",
            BusinessName = "Harbour Coffee Roasters",
            Address = "12 Harbour Road, Boston, MA 02110",
            CountryCode = "US",
            Latitude = 42.3601,
            Longitude = -71.0509,
            Rating = 4.6,
            ReviewNumber = 512,
            Template = "5x5",
            Unit = "MILES",
            Distance = 1,
            Keywords = ["coffee shop", "espresso bar"],
            ReportDates = ["2026-09-14T09:00:01.594769Z", "2026-09-21T09:00:00Z", "2026-09-28T09:00:22.5Z"],
            CollectingFrequency = new JObject { ["frequency"] = "WEEKLY", ["positions"] = new JArray(1), ["enable"] = true },
        },
    ];
}
