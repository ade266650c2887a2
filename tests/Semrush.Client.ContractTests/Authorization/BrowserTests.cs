using Microsoft.Playwright;

namespace Semrush.Client.ContractTests.Authorization;

/// <summary>The pages of the emulator in a real browser.</summary>
public sealed class BrowserTests
{
    [Fact]
    public async Task A_person_approves_a_device_in_Chromium()
    {
        await using var chromium = await Chromium.StartAsync();
        await using var stage = new Stage();
        var device = await Device.StartAsync(stage, "user.id");
        var page = await chromium.OpenAsync();

        await page.GotoAsync(device.VerificationUri.AbsoluteUri);
        Assert.Equal(device.UserCode, await page.Locator("#user-code").TextContentAsync());
        Assert.Equal("authorization_pending", await device.PollAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();

        await page.GetByRole(AriaRole.Heading, new() { Name = "Device connected" }).WaitForAsync();
        await RefreshTests.AssertOpens(stage, (await device.RedeemAsync()).AccessToken!, expected: true);
    }

    [Fact]
    public async Task A_person_denies_a_device_in_Chromium()
    {
        await using var chromium = await Chromium.StartAsync();
        await using var stage = new Stage();
        var device = await Device.StartAsync(stage);
        var page = await chromium.OpenAsync();

        await page.GotoAsync(device.VerificationUri.AbsoluteUri);
        await page.GetByRole(AriaRole.Button, new() { Name = "Deny" }).ClickAsync();

        await page.GetByRole(AriaRole.Status).WaitForAsync();
        Assert.Equal("access_denied", await device.PollAsync());
    }

    [Fact]
    public async Task A_person_approves_the_Semrush_Auth_flow_in_Chromium_and_lands_on_the_page_with_the_code()
    {
        await using var chromium = await Chromium.StartAsync();
        await using var stage = new Stage();
        var page = await chromium.OpenAsync();

        await page.GotoAsync(SignIn.Address(stage).AbsoluteUri);
        await page.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        // Not WaitForURLAsync: it waits for a load event, which Playwright may have seen before it began to wait.
        await page.GetByRole(AriaRole.Heading, new() { Name = "Authorization provided" }).WaitForAsync();

        Assert.StartsWith(new Uri(stage.Emulator.Address, "oauth2/success").AbsoluteUri, page.Url, StringComparison.Ordinal);
        Assert.Equal("Authorization provided", await page.TitleAsync());
        Assert.Equal(SignIn.State, Query.Of(new Uri(page.Url), "state"));
        Assert.NotNull((await SignIn.RedeemAsync(stage, Query.Of(new Uri(page.Url), "code")!)).AccessToken);
    }
}
