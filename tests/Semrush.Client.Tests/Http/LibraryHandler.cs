using Microsoft.Extensions.DependencyInjection;

namespace Semrush.Client.Tests.Http;

/// <summary>The handlers by which the library connects, with a change that a test makes.</summary>
internal static class LibraryHandler
{
    public static HttpMessageHandler Create(Action<SocketsHttpHandler> change)
    {
        var services = new ServiceCollection();
        services.AddSemrush(options => options.ApiKey = The.ApiKey).HttpClient.ConfigurePrimaryHttpMessageHandler((handler, _) => change((SocketsHttpHandler)handler));
        return services.BuildServiceProvider().GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler("Semrush");
    }
}
