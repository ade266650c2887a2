using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Authorization;

/// <summary>The codes with which the sign-in of a device starts.</summary>
public sealed class DeviceCodeTests
{
    [Fact]
    public async Task Codes_have_the_documented_form_and_a_page_on_the_emulator()
    {
        await using var stage = new Stage();

        var codes = await stage.Client.DeviceAuthorization.CreateDeviceCodeAsync(null, new() { Scope = ["user.id"] }, TestContext.Current.CancellationToken);

        Assert.Matches("^[0-9a-f]{64}$", codes.DeviceCode);
        Assert.Matches("^[A-Z]{4}-[A-Z]{4}$", codes.UserCode);
        Assert.Equal(new Uri(stage.Emulator.Address, $"dag/auth/verify_code?code={codes.UserCode}").AbsoluteUri, codes.VerificationUri);
        Assert.Equal((300, 5), (codes.ExpiresIn, codes.Interval));
    }

    [Fact]
    public async Task Lifetime_and_interval_can_be_set()
    {
        await using var stage = new Stage(new EmulatedAuthorizationOptions
        {
            DeviceCodeLifetime = TimeSpan.FromSeconds(20),
            PollInterval = TimeSpan.FromSeconds(1),
        });

        var codes = await stage.Client.DeviceAuthorization.CreateDeviceCodeAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal((20, 1), (codes.ExpiresIn, codes.Interval));
    }

    [Theory]
    [InlineData("a,b", null)]
    [InlineData(null, "a,b")]
    [InlineData("a,b", "a,b")]
    public async Task Scopes_come_in_the_query_or_in_the_form_or_in_both(string? query, string? form)
    {
        await using var stage = new Stage();

        var device = new Device(stage, await stage.Client.DeviceAuthorization.CreateDeviceCodeAsync(
            form is null ? null : new() { Scope = form.Split(',') }, new() { Scope = query?.Split(',') }, TestContext.Current.CancellationToken));

        Assert.Contains("""<dd id="scopes">a, b</dd>""", (await stage.GetAsync(device.VerificationUri)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scopes_that_differ_in_query_and_form_are_rejected()
    {
        await using var stage = new Stage();

        var page = await stage.PostAsync("/dag/device/code?scope=a", ("scope", "b"));

        Assert.Equal((400, "invalid_request"), ((int)page.Status, page.Error));
    }

    [Fact]
    public async Task Two_devices_have_nothing_in_common()
    {
        await using var stage = new Stage();

        var first = await stage.Client.DeviceAuthorization.CreateDeviceCodeAsync(cancellationToken: TestContext.Current.CancellationToken);
        var second = await stage.Client.DeviceAuthorization.CreateDeviceCodeAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.NotEqual(first.DeviceCode, second.DeviceCode);
        Assert.Equal([first.UserCode!, second.UserCode!], stage.Authorization.PendingUserCodes);
    }

    [Fact]
    public async Task Only_a_code_that_waits_can_be_decided_on()
    {
        await using var stage = new Stage();
        var codes = await stage.Client.DeviceAuthorization.CreateDeviceCodeAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Throws<ArgumentException>(() => stage.Authorization.ApproveDevice("AAAA-AAAA"));
        stage.Authorization.ApproveDevice(codes.UserCode!.Replace("-", "", StringComparison.Ordinal));
        Assert.Throws<InvalidOperationException>(() => stage.Authorization.DenyDevice(codes.UserCode));
        Assert.Empty(stage.Authorization.PendingUserCodes);
    }

    [Fact]
    public async Task An_expired_code_can_no_longer_be_approved()
    {
        await using var stage = new Stage();
        var codes = await stage.Client.DeviceAuthorization.CreateDeviceCodeAsync(cancellationToken: TestContext.Current.CancellationToken);

        stage.Time.Advance(TimeSpan.FromMinutes(5));

        Assert.Throws<InvalidOperationException>(() => stage.Authorization.ApproveDevice(codes.UserCode!));
    }
}
