using System.Globalization;
using Semrush.Client.MapRankTracker;
using Spectre.Console;

namespace Quickstart;

/// <summary>Writes results of the API to the terminal.</summary>
internal static class Show
{
    public static void Title(string text) => AnsiConsole.Write(new Rule(Markup.Escape(text)).LeftJustified());

    public static void Line(string text) => Console.WriteLine(text);

    public static void Campaign(CampaignSummary campaign)
        => Line($"{campaign.Name}  {campaign.KeywordsNumber} keywords, {campaign.PointsNumber} points, {campaign.Status}");

    public static void Competitor(Competitor competitor)
        => Line(Invariant($"{competitor.AveragePosition,6:F2}  {competitor.ShareOfVoice,6:F2} %  {competitor.Business!.Name}"));

    public static void Metrics(Metrics metrics)
    {
        foreach (var (date, average) in metrics.AveragePositions.OrderBy(entry => entry.Key))
            Line(Invariant($"{date.Instant:yyyy-MM-dd}  average position {average,5:F2}, share of voice {metrics.ShareOfVoices.GetValueOrDefault(date),5:F2} %"));
    }

    /// <summary>North is up, west is left: one cell for each point, green for a good position and red for a poor one.</summary>
    public static void Heatmap(Heatmap heatmap)
    {
        // Points of one row differ in the last digits of their latitude; four decimals are 11 metres.
        var rows = heatmap.Positions
            .GroupBy(position => Math.Round(position.Point?.Coordinates?.Lat ?? 0, 4))
            .OrderByDescending(row => row.Key);
        foreach (var row in rows)
        {
            foreach (var position in row.OrderBy(position => position.Point?.Coordinates?.Lng))
                AnsiConsole.Markup(Cell(position.Position));
            AnsiConsole.WriteLine();
        }
    }

    /// <summary>The variables of a notification are a JSON object.</summary>
    public static byte[] EventData(string name, string value)
        => System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { [name] = value });

    private static string Cell(int? position)
    {
        var colour = position switch
        {
            null => "grey",
            <= 3 => "green",
            <= 7 => "greenyellow",
            <= 12 => "yellow",
            <= 20 => "darkorange",
            _ => "red",
        };
        var text = position is > 20 ? "20+" : position?.ToString(CultureInfo.InvariantCulture) ?? "?";
        return $"[black on {colour}]{text,3} [/] ";
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
