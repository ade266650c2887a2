using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.DependencyInjection.Internal;

/// <summary>Names the setting that is missing or wrong when the application starts.</summary>
/// <remarks>Later, it only logs: an exception would end whatever has noticed the change of the settings, and the client keeps the former ones.</remarks>
internal sealed partial class SettingsValidator(IServiceProvider services) : IValidateOptions<SemrushClientOptions>
{
    private readonly ConcurrentDictionary<string, bool> _started = new();

    public ValidateOptionsResult Validate(string? name, SemrushClientOptions options)
    {
        name ??= "";
        var hasOthers = services.GetKeyedServices<AreaCredential>(name).Any() || services.GetKeyedService<Accounts>(name) is not null;
        if (SettingsCheck.Find(options, hasOthers) is not { } fault)
            _started[name] = true;
        else if (_started.ContainsKey(name))
            Unusable(ClientFactory.LoggerOf(services), name, fault);
        else
            return ValidateOptionsResult.Fail($"Semrush client '{name}': {fault}");
        return ValidateOptionsResult.Success;
    }

    [LoggerMessage(23, LogLevel.Warning, "{Client}: the changed settings cannot be used, and the former ones are kept. {Fault}")]
    private static partial void Unusable(ILogger logger, string client, string fault);
}
