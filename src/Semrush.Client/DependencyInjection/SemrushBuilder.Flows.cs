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
/// Each flow has its <see cref="TokenManager"/> as a keyed service, by the name of the client (<c>Semrush</c> for the first one) or by
/// <c>name/area</c> where it is for one API area: to sign in or out on purpose.
/// </remarks>
public sealed partial class SemrushBuilder
{
    private const string AppCenter = nameof(SemrushClient.AppCenter);

    /// <summary>Signs in by the device authorization grant: a person approves on any device.</summary>
    /// <param name="configure">Sets the settings, the prompt among them.</param>
    /// <returns>This builder.</returns>
    public SemrushBuilder UseDeviceFlow(Action<DeviceFlowOptions> configure)
        => UseFlow(null, configure, static (options, http, time) => new DeviceFlow(options, http, time));

    /// <summary>Signs in by the device authorization grant, with settings from configuration.</summary>
    /// <param name="configuration">The section with the settings of <see cref="DeviceFlowOptions"/>.</param>
    /// <param name="prompt">Shows a person where to approve.</param>
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

    /// <summary>Signs in by Semrush Auth, the authorization code grant.</summary>
    /// <param name="configure">Sets the settings.</param>
    /// <returns>This builder.</returns>
    public SemrushBuilder UseAuthorizationCode(Action<AuthorizationCodeFlowOptions> configure)
        => UseFlow(null, configure, static (options, http, time) => new AuthorizationCodeFlow(options, http, time));

    /// <summary>Signs in by Semrush Auth, with settings from configuration.</summary>
    /// <param name="configuration">The section with the settings of <see cref="AuthorizationCodeFlowOptions"/>.</param>
    /// <param name="configure">Sets what configuration cannot, such as the browser.</param>
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

    /// <summary>Signs requests to the App Center as an app; the other API areas keep their credential.</summary>
    /// <param name="configure">Sets the app and its secret.</param>
    /// <returns>This builder.</returns>
    public SemrushBuilder UseAppCenter(Action<AppCenterFlowOptions> configure)
        => UseFlow(AppCenter, configure, static (options, http, time) => new AppCenterFlow(options, http, time));

    /// <summary>Signs requests to the App Center as an app, with settings from configuration.</summary>
    /// <param name="configuration">The section with the settings of <see cref="AppCenterFlowOptions"/>.</param>
    /// <returns>This builder.</returns>
    public SemrushBuilder UseAppCenter(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return UseAppCenter(options => configuration.Bind(options));
    }

    /// <summary>
    /// Names the account whose tokens the flows of this client have. Clients of one flow, store and account share one sign-in.
    /// </summary>
    /// <param name="account">
    /// A name of your own, without secrets; <see cref="TokenManager.DefaultAccount"/> for a client without this call.
    /// </param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">The name is empty, white space or not valid Unicode.</exception>
    public SemrushBuilder UseAccount(string account)
    {
        Services.AddKeyedSingleton(Name, new TokenAccount(FlowName.Checked(account)));
        return this;
    }

    /// <summary>Keeps the tokens of every flow of this client in a store, beyond this process or shared with others.</summary>
    /// <param name="create">Makes the store.</param>
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
            .PostConfigure<IServiceProvider>((options, services) => TakeAddress(options, ClientFactory.Options(services, Name)))
            .ValidateOnStart();
        Services.AddSingleton<IValidateOptions<TOptions>>(new FlowValidator<TOptions>(Name, create));
        // The flow makes connections of its own: the handlers of the calls' HttpClient have no business with its secrets.
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

    // One address stands for all servers of a client, unless the flow names its own.
    private static void TakeAddress(TokenFlowOptions options, SemrushClientOptions client)
        => options.BaseAddress ??= client.BaseAddress;
}
