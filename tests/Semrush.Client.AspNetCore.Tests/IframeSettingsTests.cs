using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Semrush.Client.AspNetCore.Tests;

public sealed class IframeSettingsTests
{
    [Fact]
    public async Task Settings_bind_from_configuration()
    {
        await using var app = await TestApplication.StartAsync(builder => builder.AddSemrushIframe(
            Configuration(("AppId", The.AppId), ("AppSecret", The.Secret), ("ClockSkew", "00:00:30"))));

        Assert.Equal(200, (await app.SendAsync($"/?jwt={The.Token(lifetime: -29)}")).Status);
        Assert.Equal(403, (await app.SendAsync($"/?jwt={The.Token(lifetime: -30)}")).Status);
    }

    [Theory]
    [InlineData(null, null, null, "AppId is missing")]
    [InlineData("my-app", The.Secret, null, "AppId must be a UUID")]
    [InlineData(The.AppId, null, null, "AppSecret is missing")]
    [InlineData(The.AppId, "canary", null, "AppSecret is too short")]
    [InlineData(The.AppId, The.Secret, "00:10:00", "ClockSkew must be")]
    public async Task Wrong_setting_stops_the_start_and_is_named(string? id, string? secret, string? skew, string fault)
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => TestApplication.StartAsync(builder => builder.AddSemrushIframe(
            Configuration(("AppId", id), ("AppSecret", secret), ("ClockSkew", skew)), "iframe")));

        Assert.StartsWith($"Authentication scheme 'iframe': {fault}", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Arguments_are_required()
    {
        var builder = new ServiceCollection().AddAuthentication();

        Assert.Throws<ArgumentNullException>("configuration", () => builder.AddSemrushIframe((IConfiguration)null!));
        Assert.Throws<ArgumentNullException>("configure", () => builder.AddSemrushIframe((Action<SemrushIframeOptions>)null!));
        Assert.Throws<ArgumentNullException>("builder", () => SemrushAuthenticationBuilderExtensions.AddSemrushIframe(null!, _ => { }));
    }

    private static IConfiguration Configuration(params (string Name, string? Value)[] settings)
        => new ConfigurationBuilder().AddInMemoryCollection(settings.Where(setting => setting.Value is not null).Select(setting => KeyValuePair.Create(setting.Name, setting.Value))).Build();
}
