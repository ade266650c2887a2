using Microsoft.Extensions.DependencyInjection;
using Microsoft.Kiota.Abstractions.Authentication;
using Semrush.Client.DependencyInjection.Internal;

namespace Semrush.Client;

public sealed partial class SemrushBuilder
{
    /// <summary>Uses a v4 API key. From configuration, it is the setting <c>ApiKey</c> of the client.</summary>
    /// <param name="apiKey">The key, without the word <c>Apikey</c>.</param>
    /// <returns>This builder.</returns>
    public SemrushBuilder UseApiKey(string apiKey)
    {
        Services.Configure<SemrushClientOptions>(Name, options => options.ApiKey = apiKey);
        return this;
    }

    /// <summary>Uses a Kiota authentication provider of yours.</summary>
    /// <param name="create">Makes the provider, when the client is made.</param>
    /// <param name="area">The API area that it is for, named as its property of <see cref="SemrushClient"/>; all areas without one of their own when left out.</param>
    /// <returns>This builder.</returns>
    public SemrushBuilder UseAuthenticationProvider(Func<IServiceProvider, IAuthenticationProvider> create, string? area = null)
    {
        ArgumentNullException.ThrowIfNull(create);
        Services.AddKeyedSingleton(Name, new AreaCredential(area, create));
        return this;
    }
}
