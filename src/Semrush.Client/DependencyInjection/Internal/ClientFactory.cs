using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Semrush.Client.DependencyInjection.Internal;

/// <summary>Makes the client of a name out of what is registered under it.</summary>
internal static class ClientFactory
{
    public static SemrushClient Create(IServiceProvider services, string name) => new(
        Options(services, name),
        services.GetRequiredService<IHttpClientFactory>().CreateClient(name),
        ownsHttp: false,
        [.. services.GetKeyedServices<AreaCredential>(name).Select(credential => (credential.Area, credential.Create(services)))]);

    public static SemrushClientOptions Options(IServiceProvider services, string name)
        => services.GetRequiredService<IOptionsMonitor<SemrushClientOptions>>().Get(name);
}
