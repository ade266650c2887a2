using Microsoft.Extensions.DependencyInjection;
using Microsoft.Kiota.Abstractions.Authentication;
using Semrush.Client.DependencyInjection.Internal;

namespace Semrush.Client;

/// <summary>Configures a registered <see cref="SemrushClient"/>.</summary>
public sealed partial class SemrushBuilder
{
    internal SemrushBuilder(string name, IHttpClientBuilder httpClient)
    {
        Name = name;
        HttpClient = httpClient;
    }

    /// <summary>The service key of the client, and the name of its settings and its <see cref="System.Net.Http.HttpClient"/>.</summary>
    public string Name { get; }

    /// <summary>The services in which the client is registered.</summary>
    public IServiceCollection Services => HttpClient.Services;

    /// <summary>The builder of the <see cref="System.Net.Http.HttpClient"/> of the client, to add your own handlers.</summary>
    /// <remarks>
    /// Only handlers that are added here are used. Handlers that the application sets for all its clients, as with
    /// <c>ConfigureHttpClientDefaults</c>, are left out. The client retries by itself: a handler that retries a request fails the call.
    /// </remarks>
    public IHttpClientBuilder HttpClient { get; }

    /// <summary>Uses a v4 API key, like the setting <see cref="SemrushClientOptions.ApiKey"/>.</summary>
    /// <param name="apiKey">The key, without the word <c>Apikey</c>.</param>
    /// <returns>This builder.</returns>
    public SemrushBuilder UseApiKey(string apiKey)
    {
        Services.Configure<SemrushClientOptions>(Name, options => options.ApiKey = apiKey);
        return this;
    }

    /// <summary>Configures <see cref="SemrushClientFactory"/>, which creates a client for each account over shared connections.</summary>
    /// <param name="configure">
    /// Sets the credential of an account: <c>ApiKey</c>, or a <see cref="Authentication.TokenManager"/> with <c>UseAccessTokenProvider</c>.
    /// The settings are a copy of those of this client, without a credential.
    /// </param>
    /// <param name="idleTime">How long an unused client is kept, more than zero and at most 24 days; null for 10 minutes.</param>
    /// <returns>This builder.</returns>
    /// <remarks>
    /// This client itself then needs no credential. Credentials that are registered for it, such as with <c>UseAppCenter</c>, do not apply
    /// to accounts.
    /// </remarks>
    public SemrushBuilder UseAccounts(Action<IServiceProvider, string, SemrushClientOptions> configure, TimeSpan? idleTime = null)
    {
        ArgumentNullException.ThrowIfNull(configure);
        if (idleTime is { } idle && (idle < TimeSpan.FromMilliseconds(1) || idle > TimeSpan.FromDays(24)))
            throw new ArgumentOutOfRangeException(nameof(idleTime), idle, "idleTime must be more than zero and at most 24 days.");
        Services.AddKeyedSingleton(Name, new ClientFactory.Accounts(configure, idleTime ?? ClientFactory.Accounts.DefaultIdleTime));
        return this;
    }

    /// <summary>Uses your own Kiota authentication provider.</summary>
    /// <param name="create">Creates the provider when the client is created.</param>
    /// <param name="area">
    /// The API area, named as its property of <see cref="SemrushClient"/>; null for all areas without a separate provider.
    /// </param>
    /// <returns>This builder.</returns>
    public SemrushBuilder UseAuthenticationProvider(Func<IServiceProvider, IAuthenticationProvider> create, string? area = null)
    {
        ArgumentNullException.ThrowIfNull(create);
        Services.AddKeyedSingleton(Name, new ClientFactory.AreaCredential(area, create));
        return this;
    }
}
