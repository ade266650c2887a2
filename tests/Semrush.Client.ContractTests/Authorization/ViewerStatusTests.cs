using Newtonsoft.Json.Linq;
using Semrush.Client.AppCenter;

namespace Semrush.Client.ContractTests.Authorization;

/// <summary>The status of the users of an app.</summary>
public sealed class ViewerStatusTests
{
    [Fact]
    public async Task The_user_of_the_documentation_is_there_from_the_start()
    {
        await using var stage = new Stage();
        using var client = await Issuer.ClientAsync(stage);

        var status = await client.AppCenter.GetViewerStatusAsync(new ViewerStatusRequest { UserId = 5511383 }, cancellationToken: TestContext.Current.CancellationToken);

        Assert.True(status.IsMainProductActive);
        Assert.Equal(2, status.ActiveProducts?.Count);
        Assert.False(status.ExtraUserData?.IsMainProductTrialActive);
    }

    [Fact]
    public async Task A_seeded_user_has_what_was_seeded()
    {
        await using var stage = new Stage();
        using var client = await Issuer.ClientAsync(stage);
        var seed = new JObject { ["is_app_taken_for_free"] = true };
        stage.Emulator.AppCenter.SetViewer(7, seed);
        seed["is_app_taken_for_free"] = false;

        var status = await client.AppCenter.GetViewerStatusAsync(new ViewerStatusRequest { UserId = 7 }, cancellationToken: TestContext.Current.CancellationToken);

        Assert.True(status.IsAppTakenForFree);
        Assert.Null(status.IsMainProductActive);
    }

    [Fact]
    public async Task Without_a_subscription_the_data_is_empty()
    {
        await using var stage = new Stage();
        stage.Emulator.AppCenter.SetViewer(7, []);
        stage.Browser.DefaultRequestHeaders.Authorization = new("Bearer", await Issuer.BearerAsync(stage));

        var page = await stage.PostJsonAsync("/apis/v4/app-center/v2/partner/viewer-status", """{"user_id":7}""");

        Assert.Equal(new JObject(), page.Json["data"]);
    }

    [Fact]
    public async Task An_unknown_user_is_not_found()
    {
        await using var stage = new Stage();
        using var client = await Issuer.ClientAsync(stage);
        stage.Emulator.AppCenter.RemoveViewer(5511383);

        var refused = await Assert.ThrowsAnyAsync<SemrushApiException>(() =>
            client.AppCenter.GetViewerStatusAsync(new ViewerStatusRequest { UserId = 5511383 }, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal((404, "Not Found"), ((int)refused.StatusCode!, refused.ErrorMessage));
    }
}
