using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.DependencyInjection.Internal;

/// <summary>Names the setting that is missing or wrong when the application starts.</summary>
internal sealed class SettingsValidator(IServiceProvider services) : IValidateOptions<SemrushClientOptions>
{
    public ValidateOptionsResult Validate(string? name, SemrushClientOptions options)
    {
        var hasOthers = services.GetKeyedServices<AreaCredential>(name).Any();
        return SettingsCheck.Find(options, hasOthers) is { } fault
            ? ValidateOptionsResult.Fail($"Semrush client '{name}': {fault}")
            : ValidateOptionsResult.Success;
    }
}
