using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Semrush.Client.AspNetCore;
using Semrush.Client.AspNetCore.Internal;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the authentication of an app's iframe.</summary>
public static class SemrushAuthenticationBuilderExtensions
{
    /// <summary>Adds the authentication of an app's iframe, with settings from configuration.</summary>
    /// <param name="builder">The authentication of the application.</param>
    /// <param name="configuration">The section with <c>AppId</c>, <c>AppSecret</c> and, if need be, <c>ClockSkew</c>.</param>
    /// <param name="scheme">The name of the scheme.</param>
    public static AuthenticationBuilder AddSemrushIframe(
        this AuthenticationBuilder builder,
        IConfiguration configuration,
        string scheme = SemrushIframeDefaults.AuthenticationScheme)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return builder.AddSemrushIframe(options => configuration.Bind(options.Token), scheme);
    }

    /// <summary>Adds the authentication of an app's iframe.</summary>
    /// <param name="builder">The authentication of the application.</param>
    /// <param name="configure">Sets the settings.</param>
    /// <param name="scheme">The name of the scheme.</param>
    public static AuthenticationBuilder AddSemrushIframe(
        this AuthenticationBuilder builder,
        Action<SemrushIframeOptions> configure,
        string scheme = SemrushIframeDefaults.AuthenticationScheme)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SemrushIframeOptions>, SettingsValidator>());
        builder.Services.AddOptions<SemrushIframeOptions>(scheme).ValidateOnStart();
        return builder.AddScheme<SemrushIframeOptions, SemrushIframeHandler>(scheme, configure);
    }

    // At the start of the application.
    private sealed class SettingsValidator : IValidateOptions<SemrushIframeOptions>
    {
        public ValidateOptionsResult Validate(string? name, SemrushIframeOptions options) => options.Token.FindFault() is { } fault
            ? ValidateOptionsResult.Fail($"Authentication scheme '{name}': {fault}")
            : ValidateOptionsResult.Success;
    }
}
