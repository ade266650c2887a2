using Microsoft.Extensions.Options;
using Semrush.Client.Authentication;

namespace Semrush.Client.DependencyInjection.Internal;

/// <summary>Makes a flow once when the application starts: its constructor names the setting that is missing or wrong.</summary>
internal sealed class FlowValidator<TOptions>(string client, Func<TOptions, HttpClient?, TimeProvider, ITokenFlow> create) : IValidateOptions<TOptions>
    where TOptions : TokenFlowOptions
{
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        if (name != client)
            return ValidateOptionsResult.Skip;
        try
        {
            (create(options, null, TimeProvider.System) as IDisposable)?.Dispose();
            return ValidateOptionsResult.Success;
        }
        catch (ArgumentException exception)
        {
            return ValidateOptionsResult.Fail($"Semrush client '{client}': {exception.Message}");
        }
    }
}
