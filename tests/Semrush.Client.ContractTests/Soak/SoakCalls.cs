using System.Globalization;
using Semrush.Client.MapRankTracker;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Soak;

/// <summary>The calls of the soak test. Each call that changes something has a separate campaign or event.</summary>
internal sealed class SoakCalls(Campaign shared)
{
    private const string PlaceId = "ChIJ0WHHXq8H9YgRdNsk3gsXmxg";

    private static readonly string[] Kinds =
    [
        "list (safe)", "list (safe)", "heatmap (safe)", "heatmap (safe)", "create (rejected)", "create (rejected)", "update (rejected)", "delete (rejected)",
        "event (keyed)", "collect (never)",
    ];

    public static string KindOf(int call) => Kinds[call % Kinds.Length];

    public static bool IsWrite(int call) => KindOf(call).EndsWith("(rejected)", StringComparison.Ordinal);

    public static bool IsCollect(int call) => KindOf(call).EndsWith("(never)", StringComparison.Ordinal);

    public static bool IsEvent(int call) => KindOf(call).EndsWith("(keyed)", StringComparison.Ordinal);

    /// <summary>The campaigns that the calls are to change: of one point and one keyword, so that collecting one costs one credit.</summary>
    public static async Task<SoakCalls> PrepareAsync(SemrushEmulator emulator, int calls, CancellationToken token)
    {
        foreach (var call in Enumerable.Range(0, calls).Where(call => KindOf(call) is "update (rejected)" or "delete (rejected)" or "collect (never)"))
            emulator.MapRankTracker.AddCampaign(new CampaignSeed { Id = IdOf(call).ToString(), Keywords = ["bakery"], Template = "1x1", Reports = 0 });
        using var client = emulator.CreateClient();
        return new(await client.MapRankTracker.GetCampaignAsync((string)emulator.MapRankTracker.Campaigns[0]["id"]!, cancellationToken: token));
    }

    public static Guid IdOf(int call) => new(call, 0, 0x4000, [0x80, 0, 0, 0, 0, 0, 0, 1]);

    public static string NameOf(int call) => string.Create(CultureInfo.InvariantCulture, $"made by {call:D5}");

    /// <summary>Makes a call.</summary>
    /// <returns>Whether the result is the one that belongs to it.</returns>
    public async Task<bool> RunAsync(SemrushClient client, int call, CancellationToken token)
    {
        var tracker = client.MapRankTracker;
        var id = IdOf(call).ToString();
        switch (KindOf(call))
        {
            case "list (safe)":
                return (await tracker.GetCampaignsPageAsync(new() { Query = shared.Name }, token)).Content.Single().Id == shared.Id;
            case "heatmap (safe)":
                var heatmap = await tracker.GetHeatmapAsync(shared.Id, shared.Keywords[0].Id, shared.ReportDates[0], new() { Cid = shared.Business!.Cid }, token);
                return heatmap.Positions.Count == shared.Points.Count;
            case "create (rejected)":
                return (await tracker.CreateCampaignAsync(new() { Name = NameOf(call), PlaceId = PlaceId, Keywords = ["bakery"] }, cancellationToken: token)).Name == NameOf(call);
            case "update (rejected)":
                return (await tracker.UpdateCampaignAsync(id, new() { Name = NameOf(call) }, cancellationToken: token)).Name == NameOf(call);
            case "delete (rejected)":
                await tracker.DeleteCampaignAsync(id, cancellationToken: token);
                return true;
            case "event (keyed)":
                await client.AppCenter.SendEventAsync(new() { Type = "appname-notifications", Id = IdOf(call), UserId = 5511383, Data = "{}"u8.ToArray() }, cancellationToken: token);
                return true;
            default:
                return (await tracker.CollectCampaignAsync(id, cancellationToken: token)).CollectingReportDate is not null;
        }
    }
}
