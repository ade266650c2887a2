using System.Net;
using System.Text;
using Newtonsoft.Json.Linq;
using Semrush.Client.ContractTests.Contracts;
using Semrush.Client.ContractTests.Examples;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Kiota;

/// <summary>The wire below this library and Kiota's clients: an emulator with the examples of the contracts, and its exchanges.</summary>
internal sealed class KiotaStage : DelegatingHandler
{
    private readonly SemrushEmulator _emulator = SemrushEmulator.Start(new() { ExamplesOnly = true });

    public KiotaStage() => InnerHandler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false };

    /// <summary>What was sent and received, in order.</summary>
    public List<(JObject Request, JToken Body)> Exchanges { get; } = [];

    /// <summary>The response to the request with that number; null for that of the emulator.</summary>
    public Func<int, HttpResponseMessage?> Respond { get; set; } = _ => null;

    /// <summary>A client with the credential that the operation takes.</summary>
    public SemrushClient Client(OperationDocument operation, Action<SemrushClientOptions>? configure = null)
    {
        var options = new SemrushClientOptions { RateLimit = { Enabled = false }, Retry = { Delay = TimeSpan.FromMilliseconds(1) } };
        _emulator.Configure(options);
        if (!operation.TakesKey)
            (options.ApiKey, options.AccessToken) = (null, _emulator.AccessToken);
        configure?.Invoke(options);
        Exchanges.Clear();
        return new(options, new HttpClient(this, disposeHandler: false));
    }

    public static HttpResponseMessage Response(int status, string text, string? mediaType = "application/json")
        => new((HttpStatusCode)status)
        {
            Content = new StringContent(text, Encoding.UTF8) { Headers = { ContentType = mediaType is null ? null : new(mediaType) } },
        };

    public static HttpResponseMessage Response(ContractCase found) => Response(found.Status, found.Text, found.MediaType);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var sent = await request.Content!.ReadAsStringAsync(cancellationToken);
        var address = request.RequestUri!;
        var message = new JObject
        {
            ["line"] = $"{request.Method} {address.AbsolutePath}",
            ["query"] = Fields(address.Query.TrimStart('?')),
            ["authorization"] = request.Headers.Authorization?.ToString(),
            ["type"] = request.Content.Headers.ContentType?.MediaType,
            ["body"] = sent.StartsWith('{') ? Document.Parse(sent) : Fields(sent),
        };
        var response = Respond(Exchanges.Count);
        if (response is null)
        {
            using var copy = new HttpRequestMessage(request.Method, address) { Content = new StringContent(sent) };
            copy.Content.Headers.ContentType = request.Content.Headers.ContentType;
            copy.Headers.Authorization = request.Headers.Authorization;
            response = await base.SendAsync(copy, cancellationToken);
        }

        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        Exchanges.Add((message, text.StartsWith('{') || text.StartsWith('[') ? Document.Parse(text) : text));
        return response;
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _emulator.Dispose();
    }

    private static JArray Fields(string text)
        => new(text.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString).Order());
}
