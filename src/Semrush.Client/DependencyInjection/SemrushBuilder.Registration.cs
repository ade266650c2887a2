using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Kiota.Abstractions.Authentication;
using Semrush.Client.Authentication;
using Semrush.Client.DependencyInjection.Internal;

namespace Semrush.Client;

public sealed partial class SemrushBuilder
{
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
        return UseAuthenticationProvider(services => new BaseBearerTokenAuthenticationProvider(services.GetRequiredKeyedService<TokenManager>(key)), area);
    }

    private TokenManager CreateManager(IServiceProvider services, object? key)
    {
        var client = ClientFactory.Options(services, Name);
        var hosts = CredentialHosts.For(client.BaseAddress);
        return new(services.GetRequiredKeyedService<ITokenFlow>(key), services.GetKeyedService<ITokenStore>(Name), hosts, client._timeProvider, client._loggerFactory,
            services.GetKeyedService<TokenAccount>(Name)?.Name ?? TokenManager.DefaultAccount);
    }

    private sealed record TokenAccount(string Name);

    // One address stands for all servers of a client, unless the flow names its own.
    private static void TakeAddress(TokenFlowOptions options, SemrushClientOptions client)
        => options.BaseAddress ??= client.BaseAddress;
}
