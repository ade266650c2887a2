using Semrush.Client.DeviceAuthorization;

namespace Semrush.Client.ContractTests.Authorization;

/// <summary>A device that has its codes.</summary>
internal sealed class Device(Stage stage, DeviceCodeResponse codes)
{
    public string DeviceCode => codes.DeviceCode!;

    public string UserCode => codes.UserCode!;

    public Uri VerificationUri { get; } = new(codes.VerificationUri!);

    public static async Task<Device> StartAsync(Stage stage, params string[] scopes) =>
        new(stage, await stage.Client.DeviceAuthorization.CreateDeviceCodeAsync(null, new() { Scope = scopes }, TestContext.Current.CancellationToken));

    public Task<DeviceTokenResponse> RedeemAsync() => stage.Client.DeviceAuthorization.CreateDeviceTokenAsync(
        new DeviceTokenRequest { GrantType = DeviceGrantType.DeviceCode, DeviceCode = DeviceCode }, cancellationToken: TestContext.Current.CancellationToken);

    /// <summary>The error of a poll, as it is on the wire; nothing where there are tokens.</summary>
    public async Task<string?> PollAsync()
    {
        var page = await stage.PostAsync("/dag/device/token", ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"), ("device_code", DeviceCode));
        Assert.Equal(page.Error is null ? 200 : 400, (int)page.Status);
        Assert.Equal("application/json", page.MediaType);
        return page.Error;
    }

    /// <summary>A poll after that many seconds.</summary>
    public Task<string?> PollAfterAsync(int seconds)
    {
        stage.Time.Advance(TimeSpan.FromSeconds(seconds));
        return PollAsync();
    }
}
