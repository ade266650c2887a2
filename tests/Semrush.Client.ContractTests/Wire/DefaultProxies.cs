using System.Collections.Concurrent;
using System.Net;

namespace Semrush.Client.ContractTests.Wire;

/// <summary>Proxies of the system's settings, each for one address, so that concurrent tests do not interfere.</summary>
internal sealed class DefaultProxies : IWebProxy
{
    private static readonly ConcurrentDictionary<string, Uri> Known = new();
    private readonly IWebProxy _before = HttpClient.DefaultProxy;

    static DefaultProxies() => HttpClient.DefaultProxy = new DefaultProxies();

    public ICredentials? Credentials { get; set; }

    /// <summary>The system's settings name this proxy for that address.</summary>
    public static void Set(Uri address, Uri proxy) => Known[address.Authority] = proxy;

    public Uri? GetProxy(Uri destination) => Known.TryGetValue(destination.Authority, out var proxy) ? proxy : _before.GetProxy(destination);

    public bool IsBypassed(Uri host) => !Known.ContainsKey(host.Authority) && _before.IsBypassed(host);
}
