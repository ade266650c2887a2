using System.Net;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Authorization;

/// <summary>The page on which a person decides about a device.</summary>
public sealed class DevicePageTests
{
    [Fact]
    public async Task The_page_shows_the_code_the_scopes_and_two_buttons()
    {
        await using var stage = new Stage();
        var device = await Device.StartAsync(stage, "user.id", "siteaudit.info");

        var page = await stage.GetAsync(device.VerificationUri);

        Assert.Equal((HttpStatusCode.OK, "text/html", true), (page.Status, page.MediaType, page.IsNoStore));
        Assert.Contains($"""<dd id="user-code">{device.UserCode}</dd>""", page.Text, StringComparison.Ordinal);
        Assert.Contains("""<dd id="scopes">user.id, siteaudit.info</dd>""", page.Text, StringComparison.Ordinal);
        Assert.Contains("""<button type="submit" id="approve" name="decision" value="approve">Approve</button>""", page.Text, StringComparison.Ordinal);
        Assert.Contains("""<button type="submit" id="deny" name="decision" value="deny">Deny</button>""", page.Text, StringComparison.Ordinal);
        Assert.Contains("""<html lang="en">""", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("approve", "Device connected", null)]
    [InlineData("deny", "Access denied", "access_denied")]
    public async Task A_decision_is_final_and_the_device_learns_of_it(string decision, string title, string? error)
    {
        await using var stage = new Stage();
        var device = await Device.StartAsync(stage);

        var page = await stage.PostAsync(device.VerificationUri, ("decision", decision));
        var other = await stage.PostAsync(device.VerificationUri, ("decision", decision == "deny" ? "approve" : "deny"));

        Assert.All([page, other, await stage.GetAsync(device.VerificationUri)], answer =>
        {
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            Assert.Contains($"<h1>{title}</h1>", answer.Text, StringComparison.Ordinal);
        });
        Assert.Equal(error, await device.PollAsync());
    }

    [Fact]
    public async Task An_expired_code_cannot_be_approved_on_the_page()
    {
        await using var stage = new Stage();
        var device = await Device.StartAsync(stage);

        stage.Time.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(HttpStatusCode.Gone, (await stage.GetAsync(device.VerificationUri)).Status);
        Assert.Equal(HttpStatusCode.Gone, (await stage.PostAsync(device.VerificationUri, ("decision", "approve"))).Status);
        Assert.Equal("expired_token", await device.PollAsync());
    }

    [Theory]
    [InlineData("/dag/auth/verify_code?code=AAAA-AAAA")]
    [InlineData("/dag/auth/verify_code")]
    public async Task A_code_that_no_device_has_is_unknown(string path)
    {
        await using var stage = new Stage();

        var page = await stage.GetAsync(new Uri(stage.Emulator.Address, path));

        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Contains("<h1>Unknown code</h1>", page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await stage.PostAsync(path, ("decision", "approve"))).Status);
    }

    [Fact]
    public async Task A_form_without_a_decision_decides_nothing()
    {
        await using var stage = new Stage();
        var device = await Device.StartAsync(stage);

        var page = await stage.PostAsync(device.VerificationUri, ("decision", "maybe"));

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Equal("authorization_pending", await device.PollAsync());
    }

    [Fact]
    public async Task What_a_device_asks_for_is_shown_as_text()
    {
        await using var stage = new Stage();
        var device = await Device.StartAsync(stage, "<script>alert(1)</script>");

        var page = await stage.GetAsync(device.VerificationUri);

        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_emulator_with_examples_only_has_no_such_page()
    {
        await using var emulator = SemrushEmulator.Start(new SemrushEmulatorOptions { ExamplesOnly = true });
        using var browser = Loopback.CreateClient();

        using var answer = await browser.GetAsync(new Uri(emulator.Address, "dag/auth/verify_code?code=AVZV-MSPD"), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
