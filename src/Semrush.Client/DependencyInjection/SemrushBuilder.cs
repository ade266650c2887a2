using Microsoft.Extensions.DependencyInjection;
using Microsoft.Kiota.Abstractions.Authentication;
using Semrush.Client.DependencyInjection.Internal;

namespace Semrush.Client;

/// <summary>A registered <see cref="SemrushClient"/>, to be given its credentials.</summary>
public sealed partial class SemrushBuilder
{
    internal SemrushBuilder(string name, IHttpClientBuilder httpClient)
    {
        Name = name;
        HttpClient = httpClient;
    }

    /// <summary>
    /// The name of the client: the key of its service, the name of its settings and of its <see cref="System.Net.Http.HttpClient"/>.
    /// </summary>
    public string Name { get; }

    /// <summary>The services that it is registered in.</summary>
    public IServiceCollection Services => HttpClient.Services;

    /// <summary>The builder of its <see cref="System.Net.Http.HttpClient"/>, for handlers of your own.</summary>
    /// <remarks>
    /// Only handlers that are added here are used: those that the application sets for all its clients, as with
    /// <c>ConfigureHttpClientDefaults</c>, are left out.
    /// The client retries by itself. A handler here that retries a request fails the call.
    /// </remarks>
    public IHttpClientBuilder HttpClient { get; }

    /// <summary>Uses a v4 API key. From configuration, it is the setting <c>ApiKey</c> of the client.</summary>
    /// <param name="apiKey">The key, without the word <c>Apikey</c>.</param>
    /// <returns>This builder.</returns>
    public SemrushBuilder UseApiKey(string apiKey)
    {
        Services.Configure<SemrushClientOptions>(Name, options => options.ApiKey = apiKey);
        return this;
    }

    /// <summary>
    /// Serves many accounts: <see cref="SemrushClientFactory"/> makes and keeps a client for each, over the connections of this one.
    /// </summary>
    /// <param name="configure">
    /// Gives the settings of an account their credential, such as <c>ApiKey</c>, or a <see cref="Authentication.TokenManager"/> with
    /// <c>UseAccessTokenProvider</c>. The settings are a copy of this client's, with the credential of none.
    /// </param>
    /// <param name="idleTime">
    /// How long a client is kept that is not requested; more than zero and at most 24 days; 10 minutes when left out.
    /// </param>
    /// <returns>This builder.</returns>
    /// <remarks>
    /// This client itself needs no credential then. Credentials that are registered for it, such as with <c>UseAppCenter</c>, are not those
    /// of an account.
    /// </remarks>
    public SemrushBuilder UseAccounts(Action<IServiceProvider, string, SemrushClientOptions> configure, TimeSpan? idleTime = null)
    {
        ArgumentNullException.ThrowIfNull(configure);
        if (idleTime is { } idle && (idle < TimeSpan.FromMilliseconds(1) || idle > TimeSpan.FromDays(24)))
            throw new ArgumentOutOfRangeException(nameof(idleTime), idle, "idleTime must be more than zero and at most 24 days.");
        Services.AddKeyedSingleton(Name, new Accounts(configure, idleTime ?? Accounts.UsualIdleTime));
        return this;
    }

    /// <summary>Uses a Kiota authentication provider of yours.</summary>
    /// <param name="create">Makes the provider, when the client is made.</param>
    /// <param name="area">
    /// The API area that it is for, named as its property of <see cref="SemrushClient"/>; all areas without one of their own when left out.
    /// </param>
    /// <returns>This builder.</returns>
    public SemrushBuilder UseAuthenticationProvider(Func<IServiceProvider, IAuthenticationProvider> create, string? area = null)
    {
        ArgumentNullException.ThrowIfNull(create);
        Services.AddKeyedSingleton(Name, new AreaCredential(area, create));
        return this;
    }
}
