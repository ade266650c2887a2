using System.Net;
using Semrush.Client.AhrefsOAuth;
using Semrush.Client.Authentication;
using Semrush.Client.DeviceAuthorization;
using Semrush.Client.Tests.Authentication.AppCenter;

namespace Semrush.Client.Tests.Http.Fuzz;

/// <summary>A program with everything that reads a response, and a server that returns one body after the other.</summary>
internal sealed class FuzzProgram : IDisposable
{
    private static readonly TokenSet Old = new(The.AccessToken, The.Noon, TimeSpan.FromDays(7)) { RefreshToken = The.RefreshToken };

    private readonly DeviceFlow _device;
    private readonly AppCenterFlow _app;
    private readonly AuthorizationCodeFlow _code;
    private int _status;
    private byte[] _body = [];

    public FuzzProgram()
    {
        var stub = StubHandler.Returning(_ => new((HttpStatusCode)_status) { Content = new ByteArrayContent(_body) });
        var http = new HttpClient(stub);
        Client = The.Client(stub);
        _device = new(new DeviceFlowOptions().UsePrompt((prompt, _) => Task.FromException(new Shown(prompt))), http);
        _app = new(AnApp.FlowOptions, http, AnApp.Clock);
        _code = new(new() { ClientId = "client", ClientSecret = "secret-of-the-client" }, http);
    }

    public SemrushClient Client { get; }

    public async Task<object?> RenewAsync() => await _code.RenewAsync(Old, The.Token);

    public async Task<object?> SignInAppAsync() => await _app.SignInAsync(The.Token);

    /// <summary>What a person would be shown; the polling that follows reads another response.</summary>
    public async Task<object?> AskForCodeAsync()
    {
        try
        {
            return await _device.SignInAsync(The.Token);
        }
        catch (Shown shown)
        {
            return shown.Prompt;
        }
    }

    public Task<object?> RunAsync(Func<FuzzProgram, Task<object?>> call, int status, byte[] body)
    {
        (_status, _body) = (status, body);
        return call(this);
    }

    public void Dispose()
    {
        Client.Dispose();
        _device.Dispose();
        _app.Dispose();
        _code.Dispose();
    }

    private sealed class Shown(DevicePrompt prompt) : Exception
    {
        public DevicePrompt Prompt { get; } = prompt;
    }
}

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
        await program.Client.AppCenter.SendEventAsync(new() { Type = "type", Id = EventId, UserId = 7, Data = "{}"u8.ToArray() }, cancellationToken: The.Token);
        return null;
    }
}
