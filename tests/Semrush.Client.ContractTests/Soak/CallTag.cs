using System.Globalization;

namespace Semrush.Client.ContractTests.Soak;

/// <summary>Writes on every request which call it belongs to, and keeps the client's side of the ledger.</summary>
internal sealed class CallTag(Ledger ledger) : DelegatingHandler
{
    public const string Header = "X-Call";

    private static readonly AsyncLocal<int> Current = new();

    public static void Set(int call) => Current.Value = call;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = Current.Value;
        request.Headers.Add(Header, call.ToString(CultureInfo.InvariantCulture));
        ledger.Send(call);
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch when (cancellationToken.IsCancellationRequested)
        {
            ledger.GiveUp(call);
            throw;
        }
    }
}
