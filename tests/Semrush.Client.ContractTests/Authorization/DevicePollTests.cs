using Semrush.Client.DeviceAuthorization;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Authorization;

/// <summary>Polling for the tokens of a device: every response of RFC 8628, and those of the live server.</summary>
public sealed class DevicePollTests
{
    [Fact]
    public async Task An_approved_device_gets_tokens_of_forty_characters_once()
    {
        await using var stage = new Stage();
        var device = await Device.StartAsync(stage);

        stage.Authorization.ApproveDevice(device.UserCode);
        var tokens = await device.RedeemAsync();

        Assert.Matches("^[A-Za-z0-9]{40}$", tokens.AccessToken);
        Assert.Matches("^[A-Za-z0-9]{40}$", tokens.RefreshToken);
        Assert.NotEqual(tokens.AccessToken, tokens.RefreshToken);
        Assert.Equal(("Bearer", 604800), (tokens.TokenType, tokens.ExpiresIn));
        Assert.Equal("invalid_request", await device.PollAsync());
    }

    [Fact]
    public async Task A_poll_before_the_decision_has_to_wait()
    {
        await using var stage = new Stage();
        var device = await Device.StartAsync(stage);

        Assert.Equal("authorization_pending", await device.PollAsync());
        Assert.Equal("authorization_pending", await device.PollAfterAsync(5));
        Assert.Equal(0, stage.Authorization.EarlyPolls);
    }

    [Fact]
    public async Task Every_early_poll_adds_five_seconds_to_the_interval()
    {
        await using var stage = new Stage();
        var device = await Device.StartAsync(stage);
        await device.PollAsync();

        Assert.Equal("slow_down", await device.PollAfterAsync(4));
        Assert.Equal("slow_down", await device.PollAfterAsync(9));
        Assert.Equal("slow_down", await device.PollAfterAsync(14));
        Assert.Equal("authorization_pending", await device.PollAfterAsync(20));
        Assert.Equal(3, stage.Authorization.EarlyPolls);
    }

    [Fact]
    public async Task The_interval_of_one_device_is_not_that_of_another()
    {
        await using var stage = new Stage();
        var (hasty, patient) = (await Device.StartAsync(stage), await Device.StartAsync(stage));
        await hasty.PollAsync();
        await hasty.PollAsync();

        Assert.Equal("authorization_pending", await patient.PollAsync());
        Assert.Equal("authorization_pending", await patient.PollAfterAsync(5));
        Assert.Equal("slow_down", await hasty.PollAsync());
    }

    [Fact]
    public async Task A_code_expires_after_five_minutes_approved_or_not()
    {
        await using var stage = new Stage();
        var (waiting, approved) = (await Device.StartAsync(stage), await Device.StartAsync(stage));
        stage.Authorization.ApproveDevice(approved.UserCode);

        stage.Time.Advance(TimeSpan.FromSeconds(299));
        Assert.Equal("authorization_pending", await waiting.PollAsync());
        Assert.Equal("expired_token", await waiting.PollAfterAsync(1));
        Assert.Equal("expired_token", await approved.PollAsync());
    }

    [Fact]
    public async Task A_denied_device_is_told_so()
    {
        await using var stage = new Stage();
        var device = await Device.StartAsync(stage);

        stage.Authorization.DenyDevice(device.UserCode);
        var refused = await Assert.ThrowsAnyAsync<SemrushApiException>(device.RedeemAsync);

        Assert.Equal((400, "access_denied"), ((int)refused.StatusCode!, refused.ErrorCode));
    }

    [Fact]
    public async Task An_unknown_device_code_is_an_invalid_request()
    {
        await using var stage = new Stage();

        var page = await stage.PostAsync("/dag/device/token", ("grant_type", DeviceGrantType.DeviceCode.Value), ("device_code", new string('0', 64)));

        Assert.Equal((400, "invalid_request"), ((int)page.Status, page.Error));
    }

    [Fact]
    public async Task A_refresh_token_in_the_place_of_a_device_code_counts_as_expired()
    {
        await using var stage = new Stage(new EmulatedAuthorizationOptions { AutoApprove = true });
        var tokens = await (await Device.StartAsync(stage)).RedeemAsync();

        var page = await stage.PostAsync("/dag/device/token", ("grant_type", DeviceGrantType.DeviceCode.Value), ("device_code", tokens.RefreshToken!));

        Assert.Equal((400, "expired_token"), ((int)page.Status, page.Error));
    }

    [Fact]
    public async Task The_device_endpoint_does_not_refresh()
    {
        await using var stage = new Stage(new EmulatedAuthorizationOptions { AutoApprove = true });
        var tokens = await (await Device.StartAsync(stage)).RedeemAsync();

        var page = await stage.PostAsync("/dag/device/token", ("grant_type", "refresh_token"), ("refresh_token", tokens.RefreshToken!));

        Assert.Equal((400, "invalid_request"), ((int)page.Status, page.Error));
    }

    [Fact]
    public async Task An_emulator_that_approves_by_itself_has_tokens_at_the_first_poll()
    {
        await using var stage = new Stage(new EmulatedAuthorizationOptions { AutoApprove = true });

        Assert.Null(await (await Device.StartAsync(stage)).PollAsync());
    }

    [Fact]
    public async Task A_reset_forgets_codes_and_tokens()
    {
        await using var stage = new Stage();
        var device = await Device.StartAsync(stage);
        stage.Authorization.ApproveDevice(device.UserCode);
        using var client = stage.As((await device.RedeemAsync()).AccessToken!);
        var waiting = await Device.StartAsync(stage);

        stage.Emulator.Reset();

        Assert.Equal("invalid_request", await waiting.PollAsync());
        Assert.Empty(stage.Authorization.PendingUserCodes);
        await Assert.ThrowsAsync<SemrushAuthenticationException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: TestContext.Current.CancellationToken));
    }
}
