using System.Globalization;
using System.Text;
using Semrush.Client.ContractTests.Wire;

namespace Semrush.Client.ContractTests.Soak;

/// <summary>Stands between a client and a server, keeps the ledger, and lets mishaps happen.</summary>
internal sealed class MishapProxy(Uri server, MishapPlan plan, Ledger ledger, TimeSpan late) : IDisposable
{
    private readonly HttpClient _http = Loopback.CreateClient();

    public async Task PassAsync(WireConnection connection)
    {
        var mishap = plan.Next();
        var request = await connection.PeekAsync();
        var call = int.Parse(request.Header(CallTag.Header)!, CultureInfo.InvariantCulture);
        ledger.Arrive(call);
        if (mishap is Mishap.ResetBefore)
        {
            connection.Reset();
            return;
        }

        request = await connection.ReadAsync();
        await (StatusOf(mishap) is { } status
            ? connection.WriteAsync(WireAnswer.Text(status, Error(status), mishap is Mishap.Status429WithRetryAfter ? ["Retry-After: 1"] : []))
            : ReturnAsync(connection, mishap, await ForwardAsync(request, call)));
    }

    public void Dispose() => _http.Dispose();

    private static int? StatusOf(Mishap mishap) => mishap switch
    {
        Mishap.Status429 or Mishap.Status429WithRetryAfter => 429,
        Mishap.Status500 => 500,
        Mishap.Status502 => 502,
        Mishap.Status503 => 503,
        Mishap.Status504 => 504,
        Mishap.Status550 => 550,
        Mishap.Status553 => 553,
        _ => null,
    };

    private static string Error(int status)
        => string.Create(CultureInfo.InvariantCulture, $$$"""{"meta":{"success":false,"status_code":{{{status}}}},"error":{"code":{{{status}}},"message":"No"}}""");

    private async Task ReturnAsync(WireConnection connection, Mishap mishap, (int Status, string Body) answer)
    {
        if (mishap is Mishap.Late)
            await Task.Delay(late, TimeProvider.System, connection.Stopping);
        if (mishap is Mishap.CutBody)
            await connection.WriteAsync(WireAnswer.Text(answer.Status, answer.Body)[..^1]);
        if (mishap is Mishap.ResetAfter or Mishap.CutBody)
            connection.Reset();
        else
            await connection.WriteAsync(WireAnswer.Text(answer.Status, mishap is Mishap.MalformedBody ? answer.Body.Replace('"', '!') : answer.Body));
    }

    private async Task<(int Status, string Body)> ForwardAsync(WireRequest request, int call)
    {
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(server, request.Target));
        message.Headers.TryAddWithoutValidation("Authorization", request.Header("Authorization"));
        if (request.Header("Content-Type") is not null)
            message.Content = new StringContent(request.Body, Encoding.UTF8, "application/json");
        using var answer = await _http.SendAsync(message);
        if (answer.IsSuccessStatusCode)
            ledger.CarryOut(call);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
