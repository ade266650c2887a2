namespace Semrush.Client.Benchmarks;

/// <summary>What every client is given, and asks for.</summary>
internal static class The
{
    public const string Server = "https://api.semrush.com/apis/v4/map-rank-tracker/v0/";
    public const string AccessToken = "a-token-of-some-forty-characters-as-usual";
    public const string CampaignId = "382238af-b6ae-4002-b6f6-c4c917b2b324";
    public const string KeywordId = "319563ed-b433-4135-82cb-4146253d2311";
    public const string Cid = "7942215073713207343";
    public const string ReportDateText = "2024-07-05T12:39:22.611Z";

    public static readonly Timestamp ReportDate = new(ReportDateText);
}
