using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Semrush.Client;
using Semrush.Client.DependencyInjection.Internal;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers Semrush clients.</summary>
public static class SemrushServiceCollectionExtensions
{
    private const string DefaultName = "Semrush";

    /// <summary>Adds a <see cref="SemrushClient"/> whose credential is set with the builder.</summary>
    /// <param name="services">The services.</param>
    public static SemrushBuilder AddSemrush(this IServiceCollection services) => services.AddSemrush(static _ => { });

    /// <summary>Adds a <see cref="SemrushClient"/> whose settings come from configuration.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">
    /// The section with the settings of <see cref="SemrushClientOptions"/>. A changed key or token is used from the next call on. The other
    /// settings are read when the client is created.
    /// </param>
    public static SemrushBuilder AddSemrush(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return services.Watch(DefaultName, configuration).AddSemrush(options => configuration.Bind(options));
    }

    /// <summary>Adds a <see cref="SemrushClient"/>.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the settings.</param>
    public static SemrushBuilder AddSemrush(this IServiceCollection services, Action<SemrushClientOptions> configure)
    {
        var builder = services.AddClient(DefaultName, configure);
        services.TryAddSingleton(provider => provider.GetRequiredKeyedService<SemrushClient>(DefaultName));
        services.TryAddSingleton(provider => provider.GetRequiredKeyedService<SemrushClientFactory>(DefaultName));
        return builder;
    }

    /// <summary>Adds a further <see cref="SemrushClient"/> as a keyed service.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The service key, and the name of its settings and its <see cref="HttpClient"/>.</param>
    /// <param name="configuration">
    /// The section with the settings of <see cref="SemrushClientOptions"/>. A changed key or token is used from the next call on. The other
    /// settings are read when the client is created.
    /// </param>
    public static SemrushBuilder AddSemrush(this IServiceCollection services, string name, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return services.Watch(name, configuration).AddClient(name, options => configuration.Bind(options));
    }

    /// <summary>Adds a further <see cref="SemrushClient"/> as a keyed service.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The service key, and the name of its settings and its <see cref="HttpClient"/>.</param>
    /// <param name="configure">Sets the settings.</param>
    public static SemrushBuilder AddSemrush(this IServiceCollection services, string name, Action<SemrushClientOptions> configure)
        => services.AddClient(name, configure);

    private static IServiceCollection Watch(this IServiceCollection services, string name, IConfiguration configuration)
        => services?.AddSingleton<IOptionsChangeTokenSource<SemrushClientOptions>>(
            new ConfigurationChangeTokenSource<SemrushClientOptions>(name, configuration))!;

    private static SemrushBuilder AddClient(this IServiceCollection services, string name, Action<SemrushClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(configure);

        services.AddOptions<SemrushClientOptions>(name)
            .Configure(configure)
            .PostConfigure<IServiceProvider>(static (options, provider) => options._loggerFactory ??= provider.GetService<ILoggerFactory>())
            .ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SemrushClientOptions>, SettingsValidator>());
        services.AddKeyedSingleton(name, static (provider, key) => ClientFactory.Create(provider, (string)key!));
        services.AddKeyedSingleton(name, static (provider, key) => ClientFactory.CreateForAccounts(provider, (string)key!));

        return new(name, SeparatePipeline.AddHttpClient(services, name));
    }
}
