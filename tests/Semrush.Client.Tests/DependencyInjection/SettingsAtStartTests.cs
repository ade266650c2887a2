using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Semrush.Client.Tests.DependencyInjection;

/// <summary>Wrong settings stop the application when it starts, not at the first call.</summary>
public sealed class SettingsAtStartTests
{
    [Fact]
    public async Task A_missing_credential_is_named_when_the_application_starts()
    {
        var fault = await StartFault(services => services.AddSemrush(new ConfigurationBuilder().Build()));

        Assert.Equal("Semrush client 'Semrush': No credential: set ApiKey or AccessToken, or call UseAuthenticationProvider.", fault);
    }

    [Fact]
    public async Task The_fault_names_the_client_as_well()
    {
        var fault = await StartFault(services =>
        {
            services.AddSemrush(options => options.ApiKey = The.ApiKey);
            services.AddSemrush("reports", options => (options.ApiKey, options.AttemptTimeout) = (The.ApiKey, TimeSpan.Zero));
        });

        Assert.StartsWith("Semrush client 'reports': AttemptTimeout must be", fault, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_is_no_header_value_stops_the_start_and_is_not_repeated()
    {
        var fault = await StartFault(services => services.AddSemrush(options => options.ApiKey = "canary key"));

        Assert.Contains("ApiKey", fault, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Right_settings_let_the_application_start()
    {
        using var host = Host(services => services.AddSemrush(options => options.ApiKey = The.ApiKey));

        await host.StartAsync(The.Token);
        await host.StopAsync(The.Token);
    }

    [Fact]
    public void Arguments_are_required()
    {
        var services = new ServiceCollection();

        Assert.Throws<ArgumentNullException>("configuration", () => services.AddSemrush((IConfiguration)null!));
        Assert.Throws<ArgumentNullException>("configuration", () => services.AddSemrush("name", (IConfiguration)null!));
        Assert.Throws<ArgumentNullException>("configure", () => services.AddSemrush((Action<SemrushClientOptions>)null!));
        Assert.Throws<ArgumentException>("name", () => services.AddSemrush(" ", _ => { }));
        Assert.Throws<ArgumentNullException>("services", () => ((IServiceCollection)null!).AddSemrush(_ => { }));
    }

    private static async Task<string> StartFault(Action<IServiceCollection> register)
    {
        using var host = Host(register);
        return (await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(The.Token))).Message;
    }

    private static IHost Host(Action<IServiceCollection> register)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new());
        register(builder.Services);
        return builder.Build();
    }
}
