using Newtonsoft.Json.Linq;
using Semrush.Client.Testing.Internal;

namespace Semrush.Client.Testing;

/// <summary>The initial state of a campaign in an emulator. Everything has a default.</summary>
public sealed record CampaignSeed
{
    /// <summary>The identifier of the campaign.</summary>
    /// <value>Default: null, a new UUID.</value>
    public string? Id { get; init; }

    /// <summary>The name of the campaign.</summary>
    public string Name { get; init; } = "Corner Bakery";

    /// <summary>The name of the business.</summary>
    /// <value>Default: null, the name of the campaign.</value>
    public string? BusinessName { get; init; }

    /// <summary>The address of the business.</summary>
    public string Address { get; init; } = "1 Main Street, Springfield";

    /// <summary>Google's Place ID of the business.</summary>
    /// <value>Default: null, one that depends on name and address.</value>
    public string? PlaceId { get; init; }

    /// <summary>The identifier of the business at Google, a number that may exceed a signed 64-bit integer.</summary>
    /// <value>Default: null, one that depends on name and address.</value>
    public string? Cid { get; init; }

    /// <summary>The rating of the business, 0 to 5.</summary>
    public double Rating { get; init; } = 4.5;

    /// <summary>The number of reviews of the business.</summary>
    public int ReviewNumber { get; init; } = 128;

    /// <summary>The country of the campaign, as two letters of ISO 3166-1.</summary>
    public string CountryCode { get; init; } = "US";

    /// <summary>The latitude of the business and of the centre of the grid, in degrees.</summary>
    public double Latitude { get; init; } = 39.7990;

    /// <summary>The longitude of the business and of the centre of the grid, in degrees.</summary>
    public double Longitude { get; init; } = -89.6440;

    /// <summary>The keywords, without duplicates.</summary>
    public IReadOnlyList<string> Keywords { get; init; } = ["bakery", "fresh bread"];

    /// <summary>The numbers of points along the sides of the grid, each 1 to 100.</summary>
    public string Template { get; init; } = "5x5";

    /// <summary>The unit of the distance: `KM`, `MILES`, `FT` or `M`.</summary>
    public string Unit { get; init; } = "KM";

    /// <summary>The distance from the centre of the grid to each of its sides, in the unit.</summary>
    public double Distance { get; init; } = 1.5;

    /// <summary>The dates of the reports, with 0 to 9 fraction digits, in any order. They keep their text.</summary>
    /// <value>Default: empty, so that <see cref="Reports"/> applies.</value>
    public IReadOnlyList<string> ReportDates { get; init; } = [];

    /// <summary>The number of weekly reports up to now, where no dates are given; 0 for a campaign without reports.</summary>
    public int Reports { get; init; } = 3;

    /// <summary>The number of competitors around the business.</summary>
    public int Competitors { get; init; } = 23;

    /// <summary>The schedule, with the members `frequency`, `positions` and `enable`.</summary>
    /// <value>Default: null, collection on request only.</value>
    public JObject? CollectingFrequency { get; init; }

    /// <summary>The campaigns that an emulator starts with. Their dates are fixed, so that every run has the same reports.</summary>
    internal static IReadOnlyList<CampaignSeed> Demo { get; } =
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

    /// <summary>The dates of the reports, the earliest first. They differ in their fraction digits, as those of Semrush do.</summary>
    internal IReadOnlyList<string> ReportDatesUntil(DateTimeOffset now)
    {
        return ReportDates.Count > 0
            ? [.. ReportDates.OrderBy(TimestampText.Parse)]
            : [.. Enumerable.Range(0, Reports).Reverse().Select(WeeksAgo)];

        string WeeksAgo(int weeks)
        {
            var length = (weeks % 4) switch { 0 => 23, 1 => 29, 2 => 26, _ => 19 };
            return $"{TimestampText.Full(now.AddDays(-7 * weeks).AddHours(-1), 74)[..length]}Z";
        }
    }
}
