using Newtonsoft.Json.Linq;

namespace Semrush.Client.Testing;

/// <summary>A campaign for an emulator to start from. Everything has a default.</summary>
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
    /// <value>Default: null, one that follows from name and address.</value>
    public string? PlaceId { get; init; }

    /// <summary>The identifier of the business at Google, a number too big for 64 bits with a sign.</summary>
    /// <value>Default: null, one that follows from name and address.</value>
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

    /// <summary>The keywords. One that comes twice counts once.</summary>
    public IReadOnlyList<string> Keywords { get; init; } = ["bakery", "fresh bread"];

    /// <summary>The numbers of points along the sides of the grid, each 1 to 100.</summary>
    public string Template { get; init; } = "5x5";

    /// <summary>The unit of the distance: `KM`, `MILES`, `FT` or `M`.</summary>
    public string Unit { get; init; } = "KM";

    /// <summary>The distance from the centre of the grid to each of its sides, in the unit.</summary>
    public double Distance { get; init; } = 1.5;

    /// <summary>The dates of the reports, with 0 to 9 digits of a second's fraction, in any order. They keep their text.</summary>
    /// <value>Default: empty, so that <see cref="Reports"/> counts.</value>
    public IReadOnlyList<string> ReportDates { get; init; } = [];

    /// <summary>The number of weekly reports up to now, where no dates are given; 0 for a campaign that was never collected.</summary>
    public int Reports { get; init; } = 3;

    /// <summary>The number of competitors around the business.</summary>
    public int Competitors { get; init; } = 23;

    /// <summary>The schedule, with the members `frequency`, `positions` and `enable`.</summary>
    /// <value>Default: null, collection on request only.</value>
    public JObject? CollectingFrequency { get; init; }
}
