using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.DependencyInjection.Internal;

/// <summary>Makes the client of a name out of what is registered under it.</summary>
internal static partial class ClientFactory
{
    public static SemrushClient Create(IServiceProvider services, string name)
    {
        var options = Options(services, name);
        var registered = services.GetKeyedServices<AreaCredential>(name).Select(credential => (credential.Area, credential.Create(services))).ToList();
        if (ChangingCredential.From(options) is { } credential)
        {
            Follow(services, name, credential, registered.Count > 0);
            registered.Insert(0, (null, credential));
        }

        return new(options, services.GetRequiredService<IHttpClientFactory>().CreateClient(name), ownsHttp: false, registered);
    }

    public static SemrushClientFactory CreateForAccounts(IServiceProvider services, string name)
    {
        var accounts = services.GetKeyedService<Accounts>(name);
        return new(account => CreateFor(account, services, name, accounts), Options(services, name)._timeProvider, accounts?.IdleTime ?? Accounts.UsualIdleTime);
    }

    private static SemrushClient CreateFor(string account, IServiceProvider services, string name, Accounts? accounts)
    {
        if (accounts is null)
            throw new InvalidOperationException("There are no accounts: call AddSemrush(...).UseAccounts(...), which says what the credential of each is.");
        // Made anew each time, so that no account sees the credential of another.
        var options = services.GetRequiredService<IOptionsFactory<SemrushClientOptions>>().Create(name);
        (options.ApiKey, options.AccessToken, options._authenticationProvider) = (null, null, null);
        options._areaProviders.Clear();
        accounts.Configure(services, account, options);
        return new(options, services.GetRequiredService<IHttpClientFactory>().CreateClient(name), ownsHttp: false, []);
    }

    public static SemrushClientOptions Options(IServiceProvider services, string name)
        => services.GetRequiredService<IOptionsMonitor<SemrushClientOptions>>().Get(name);

    public static ILogger LoggerOf(IServiceProvider services)
        => services.GetService<ILogger<SemrushClient>>() ?? (ILogger)NullLogger.Instance;

    // The monitor and the client live as long as the services.
    private static void Follow(IServiceProvider services, string name, ChangingCredential credential, bool hasOthers)
        => services.GetRequiredService<IOptionsMonitor<SemrushClientOptions>>().OnChange((changed, changedName) =>
        {
            // What is wrong with changed settings has been logged when they were validated.
            if (changedName == name && SettingsCheck.Find(changed, hasOthers) is null && credential.Follow(changed))
                Changed(LoggerOf(services), name);
        });

    [LoggerMessage(24, LogLevel.Information, "{Client}: the key or token was changed in the settings, and is used from now on.")]
    private static partial void Changed(ILogger logger, string client);
}
