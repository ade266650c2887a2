namespace Semrush.Client.ContractTests.Soak;

/// <summary>Writes on every request which call it belongs to.</summary>
internal sealed class CallTag : DelegatingHandler
{
    public const string Header = "X-Call";

    private static readonly AsyncLocal<string?> Current = new();

    public static void Set(int call) => Current.Value = call.ToString(provider: null);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Add(Header, Current.Value);
        return base.SendAsync(request, cancellationToken);
    }
}
