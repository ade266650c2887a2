using Semrush.Client.AhrefsOAuth;
using Semrush.Client.DeviceAuthorization;

namespace Semrush.Client.Tests.Http.Fuzz;

/// <summary>Calls that several shapes are read by.</summary>
internal static class Read
{
    public static readonly Guid EventId = new("3fa85f64-5717-4562-b3fc-2c963f66afa6");

    public static async Task<object?> Campaign(FuzzProgram program) => await program.Client.MapRankTracker.GetCampaignAsync(The.CampaignId, cancellationToken: The.Token);

    // The server gives the same page for ever: the list has to end all the same.
    public static async Task<object?> Campaigns(FuzzProgram program)
    {
        object? last = null;
        await foreach (var campaign in program.Client.MapRankTracker.GetCampaignsAsync(cancellationToken: The.Token))
            last = campaign;
        return last;
    }

    public static async Task<object?> CampaignsPage(FuzzProgram program) => await program.Client.MapRankTracker.GetCampaignsPageAsync(cancellationToken: The.Token);

    public static async Task<object?> Competitors(FuzzProgram program)
    {
        object? last = null;
        await foreach (var competitor in program.Client.MapRankTracker.GetTopCompetitorsAsync(The.CampaignId, The.KeywordId, The.ReportDate, cancellationToken: The.Token))
            last = competitor;
        return last;
    }

    public static async Task<object?> CompetitorsPage(FuzzProgram program)
        => await program.Client.MapRankTracker.GetTopCompetitorsPageAsync(The.CampaignId, The.KeywordId, The.ReportDate, cancellationToken: The.Token);

    public static async Task<object?> Heatmap(FuzzProgram program)
        => await program.Client.MapRankTracker.GetHeatmapAsync(The.CampaignId, The.KeywordId, The.ReportDate, new() { Cid = The.Cid }, The.Token);

    public static async Task<object?> Metrics(FuzzProgram program)
        => await program.Client.MapRankTracker.GetMetricsAsync(The.CampaignId, The.KeywordId, new() { Cid = The.Cid }, The.Token);

    public static async Task<object?> KeywordStatuses(FuzzProgram program)
        => await program.Client.MapRankTracker.GetKeywordStatusesAsync(The.CampaignId, cancellationToken: The.Token);

    public static async Task<object?> Limits(FuzzProgram program) => await program.Client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);

    public static async Task<object?> Viewer(FuzzProgram program) => await program.Client.AppCenter.GetViewerStatusAsync(new() { UserId = 7 }, cancellationToken: The.Token);

    public static async Task<object?> Subscriptions(FuzzProgram program) => await program.Client.AppCenter.GetSubscriptionsAsync(cancellationToken: The.Token);

    public static async Task<object?> Event(FuzzProgram program) => await program.Client.AppCenter.GetEventAsync(EventId, cancellationToken: The.Token);

    public static async Task<object?> Deletion(FuzzProgram program)
    {
        await program.Client.MapRankTracker.DeleteCampaignAsync(The.CampaignId, cancellationToken: The.Token);
        return null;
    }

    public static async Task<object?> DeviceCode(FuzzProgram program) => await program.Client.DeviceAuthorization.CreateDeviceCodeAsync(cancellationToken: The.Token);

    public static async Task<object?> DeviceToken(FuzzProgram program)
        => await program.Client.DeviceAuthorization.CreateDeviceTokenAsync(new() { GrantType = DeviceGrantType.DeviceCode, DeviceCode = "code" }, cancellationToken: The.Token);

    public static async Task<object?> AhrefsToken(FuzzProgram program) => await program.Client.AhrefsOAuth.CreateAhrefsTokenAsync(
        new() { GrantType = AhrefsGrantType.AuthorizationCode, Code = "code", ClientId = "client", ClientSecret = "secret-of-the-client", RedirectUri = "https://app.example/" },
        cancellationToken: The.Token);

    public static async Task<object?> Sending(FuzzProgram program)
    {
        await program.Client.AppCenter.SendEventAsync(new() { Type = "type", Id = EventId, UserId = 7, Data = "{}" }, cancellationToken: The.Token);
        return null;
    }
}
