using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Kiota.Abstractions.Authentication;
using Semrush.Client.Diagnostics.Internal;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.DependencyInjection.Internal;

/// <summary>Creates clients from the services that are registered under their name.</summary>
internal static class ClientFactory
{
    public static SemrushClient Create(IServiceProvider services, string name)
    {
        var options = Options(services, name);
        options._accountName = name;
        var registered = services.GetKeyedServices<AreaCredential>(name)
            .Select(credential => (credential.Area, credential.Create(services))).ToList();
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
        return new(
            account => CreateFor(account, services, name, accounts),
            Options(services, name)._timeProvider,
            accounts?.IdleTime ?? Accounts.DefaultIdleTime);
    }

    public static SemrushClientOptions Options(IServiceProvider services, string name)
        => services.GetRequiredService<IOptionsMonitor<SemrushClientOptions>>().Get(name);

    public static ILogger LoggerOf(IServiceProvider services)
        => services.GetService<ILogger<SemrushClient>>() ?? (ILogger)NullLogger.Instance;

    private static SemrushClient CreateFor(string account, IServiceProvider services, string name, Accounts? accounts)
    {
        if (accounts is null)
            throw new InvalidOperationException("There are no accounts: call UseAccounts(...), which sets the credential of each.");
        // Created for each account, so that no account gets the credential of another.
        var options = services.GetRequiredService<IOptionsFactory<SemrushClientOptions>>().Create(name);
        (options.ApiKey, options.AccessToken, options._authenticationProvider) = (null, null, null);
        options._areaProviders.Clear();
        options._accountName = $"{name}/{account}";
        accounts.Configure(services, account, options);
        return new(options, services.GetRequiredService<IHttpClientFactory>().CreateClient(name), ownsHttp: false, []);
    }

    // Not unsubscribed: the monitor and the client have the lifetime of the services.
    private static void Follow(IServiceProvider services, string name, ChangingCredential credential, bool hasOthers)
        => services.GetRequiredService<IOptionsMonitor<SemrushClientOptions>>().OnChange((changed, changedName) =>
        {
            // A fault of changed settings is logged by SettingsValidator.
            if (changedName == name && SettingsCheck.Find(changed, hasOthers) is null && credential.Follow(changed))
                LoggerOf(services).Changed(name);
        });

    /// <summary>The configuration of <see cref="SemrushBuilder.UseAccounts"/>.</summary>
    internal sealed record Accounts(Action<IServiceProvider, string, SemrushClientOptions> Configure, TimeSpan IdleTime)
    {
        public static readonly TimeSpan DefaultIdleTime = TimeSpan.FromMinutes(10);
    }

    /// <summary>A credential that is registered in addition to the settings of a client.</summary>
    /// <param name="Area">The API area; null for every area without a separate credential.</param>
    /// <param name="Create">Creates the provider when the client is created.</param>
    internal sealed record AreaCredential(string? Area, Func<IServiceProvider, IAuthenticationProvider> Create);
}

/// <summary>Rejects missing and invalid settings when the application starts.</summary>
/// <remarks>
/// Later, it only logs, and the client keeps the former settings: an exception would propagate to the source of the change.
/// </remarks>
internal sealed class SettingsValidator(IServiceProvider services) : IValidateOptions<SemrushClientOptions>
{
    private readonly ConcurrentDictionary<string, bool> _started = new();

    public ValidateOptionsResult Validate(string? name, SemrushClientOptions options)
    {
        name ??= "";
        var hasOthers = services.GetKeyedServices<ClientFactory.AreaCredential>(name).Any()
            || services.GetKeyedService<ClientFactory.Accounts>(name) is not null;
        if (SettingsCheck.Find(options, hasOthers) is not { } fault)
            _started[name] = true;
        else if (_started.ContainsKey(name))
            ClientFactory.LoggerOf(services).Unusable(name, fault);
        else
            return ValidateOptionsResult.Fail($"Semrush client '{name}': {fault}");
        return ValidateOptionsResult.Success;
    }
}
