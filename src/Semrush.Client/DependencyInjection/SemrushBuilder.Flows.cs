using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Kiota.Abstractions.Authentication;
using Semrush.Client.Authentication;
using Semrush.Client.Authentication.Internal;
using Semrush.Client.DependencyInjection.Internal;

namespace Semrush.Client;

/// <remarks>
/// Each flow registers its <see cref="TokenManager"/> as a keyed service, to sign in or out explicitly. The key is the name of the client
/// (<c>Semrush</c> by default), or <c>name/area</c> for a flow of one API area.
/// </remarks>
public sealed partial class SemrushBuilder
{
    private const string AppCenter = nameof(SemrushClient.AppCenter);

    /// <summary>Signs in with the device authorization grant: a person approves on any device.</summary>
    /// <param name="configure">Sets the settings, including the prompt.</param>
    /// <returns>This builder.</returns>
    public SemrushBuilder UseDeviceFlow(Action<DeviceFlowOptions> configure)
        => UseFlow(null, configure, static (options, http, time) => new DeviceFlow(options, http, time));

    /// <summary>Signs in with the device authorization grant, with settings from configuration.</summary>
    /// <param name="configuration">The section with the settings of <see cref="DeviceFlowOptions"/>.</param>
    /// <param name="prompt">Shows the person where to approve.</param>
    /// <returns>This builder.</returns>
    public SemrushBuilder UseDeviceFlow(IConfiguration configuration, Func<DevicePrompt, CancellationToken, Task> prompt)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return UseDeviceFlow(options =>
        {
            configuration.Bind(options);
            options.UsePrompt(prompt);
        });
    }

    /// <summary>Signs in with Semrush Auth, the authorization code grant.</summary>
    /// <param name="configure">Sets the settings.</param>
    /// <returns>This builder.</returns>
    public SemrushBuilder UseAuthorizationCode(Action<AuthorizationCodeFlowOptions> configure)
        => UseFlow(null, configure, static (options, http, time) => new AuthorizationCodeFlow(options, http, time));

    /// <summary>Signs in with Semrush Auth, with settings from configuration.</summary>
    /// <param name="configuration">The section with the settings of <see cref="AuthorizationCodeFlowOptions"/>.</param>
    /// <param name="configure">Sets what configuration cannot set, such as the browser.</param>
    /// <returns>This builder.</returns>
    public SemrushBuilder UseAuthorizationCode(IConfiguration configuration, Action<AuthorizationCodeFlowOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return UseAuthorizationCode(options =>
        {
            configuration.Bind(options);
            configure?.Invoke(options);
        });
    }

    /// <summary>Authenticates as an app at the App Center. The other API areas keep their credential.</summary>
    /// <param name="configure">Sets the app and its secret.</param>
    /// <returns>This builder.</returns>
    public SemrushBuilder UseAppCenter(Action<AppCenterFlowOptions> configure)
        => UseFlow(AppCenter, configure, static (options, http, time) => new AppCenterFlow(options, http, time));

    /// <summary>Authenticates as an app at the App Center, with settings from configuration.</summary>
    /// <param name="configuration">The section with the settings of <see cref="AppCenterFlowOptions"/>.</param>
    /// <returns>This builder.</returns>
    public SemrushBuilder UseAppCenter(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return UseAppCenter(options => configuration.Bind(options));
    }

    /// <summary>Sets the account of the tokens of this client. Clients of one flow, store and account share one sign-in.</summary>
    /// <param name="account">Your name of the account, without secrets. The default is <see cref="TokenManager.DefaultAccount"/>.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">The name is empty, white space or not valid Unicode.</exception>
    public SemrushBuilder UseAccount(string account)
    {
        Services.AddKeyedSingleton(Name, new TokenAccount(FlowName.Checked(account)));
        return this;
    }

    /// <summary>Stores the tokens of all flows of this client in a token store.</summary>
    /// <param name="create">Creates the store.</param>
    /// <returns>This builder.</returns>
    public SemrushBuilder UseTokenStore(Func<IServiceProvider, ITokenStore> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        Services.AddKeyedSingleton(Name, (services, _) => create(services));
        return this;
    }

    private SemrushBuilder UseFlow<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(
        string? area,
        Action<TOptions> configure,
        Func<TOptions, HttpClient?, TimeProvider, ITokenFlow> create)
        where TOptions : TokenFlowOptions
    {
        ArgumentNullException.ThrowIfNull(configure);
        var key = area is null ? Name : $"{Name}/{area}";
        Services.AddOptions<TOptions>(Name)
            .Configure(configure)
            .PostConfigure<IServiceProvider>(
                (options, services) => options.BaseAddress ??= ClientFactory.Options(services, Name).BaseAddress)
            .ValidateOnStart();
        Services.AddSingleton<IValidateOptions<TOptions>>(new FlowValidator<TOptions>(Name, create));
        // The flow has separate connections, so that the handlers of the client's HttpClient do not see its secrets.
        Services.AddKeyedSingleton(key, (services, _) => create(
            services.GetRequiredService<IOptionsMonitor<TOptions>>().Get(Name), null, ClientFactory.Options(services, Name)._timeProvider));
        Services.AddKeyedSingleton(key, CreateManager);
        return UseAuthenticationProvider(
            services => new BaseBearerTokenAuthenticationProvider(services.GetRequiredKeyedService<TokenManager>(key)), area);
    }

    private TokenManager CreateManager(IServiceProvider services, object? key)
    {
        var client = ClientFactory.Options(services, Name);
        var hosts = CredentialHosts.For(client.BaseAddress);
        return new(
            services.GetRequiredKeyedService<ITokenFlow>(key),
            services.GetKeyedService<ITokenStore>(Name),
            hosts,
            client._timeProvider,
            client._loggerFactory,
            services.GetKeyedService<TokenAccount>(Name)?.Name ?? TokenManager.DefaultAccount);
    }

    private sealed record TokenAccount(string Name);

    /// <summary>Creates a flow when the application starts, as its constructor validates the settings.</summary>
    private sealed class FlowValidator<TOptions>(string client, Func<TOptions, HttpClient?, TimeProvider, ITokenFlow> create)
        : IValidateOptions<TOptions>
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
}
