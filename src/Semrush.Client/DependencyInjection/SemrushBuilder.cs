using Microsoft.Extensions.DependencyInjection;

namespace Semrush.Client;

/// <summary>A registered <see cref="SemrushClient"/>, to be given its credentials.</summary>
public sealed partial class SemrushBuilder
{
    internal SemrushBuilder(string name, IHttpClientBuilder httpClient)
    {
        Name = name;
        HttpClient = httpClient;
    }

    /// <summary>The name of the client: the key of its service, the name of its settings and of its <see cref="System.Net.Http.HttpClient"/>.</summary>
    public string Name { get; }

    /// <summary>The services that it is registered in.</summary>
    public IServiceCollection Services => HttpClient.Services;

    /// <summary>The builder of its <see cref="System.Net.Http.HttpClient"/>, for handlers of your own.</summary>
    /// <remarks>
    /// Only handlers that are added here are used: those that the application sets for all its clients, as with <c>ConfigureHttpClientDefaults</c>, are left out.
    /// The client retries by itself. A handler here that retries a request fails the call.
    /// </remarks>
    public IHttpClientBuilder HttpClient { get; }
}
