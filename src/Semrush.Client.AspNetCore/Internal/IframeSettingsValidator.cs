using Microsoft.Extensions.Options;

namespace Semrush.Client.AspNetCore.Internal;

/// <summary>Names the setting that is missing or wrong when the application starts.</summary>
internal sealed class IframeSettingsValidator : IValidateOptions<SemrushIframeOptions>
{
    public ValidateOptionsResult Validate(string? name, SemrushIframeOptions options)
        => options.Token.FindFault() is { } fault ? ValidateOptionsResult.Fail($"Authentication scheme '{name}': {fault}") : ValidateOptionsResult.Success;
}
