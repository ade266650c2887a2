using System.Globalization;
using System.Text;
using Semrush.Client.ContractTests.Wire;

namespace Semrush.Client.ContractTests.Soak;

/// <summary>A proxy that keeps the ledger and causes faults.</summary>
internal sealed class FaultProxy(Uri server, FaultPlan plan, Ledger ledger, TimeSpan late) : IDisposable
{
    private readonly HttpClient _http = Loopback.CreateClient();

    public async Task PassAsync(WireConnection connection)
    {
        var fault = plan.Next();
        var request = await connection.PeekAsync();
        var call = int.Parse(request.Header(CallTag.Header)!, CultureInfo.InvariantCulture);
        ledger.Arrive(call);
        if (fault is ProxyFault.ResetBefore)
        {
            connection.Reset();
            return;
        }

        request = await connection.ReadAsync();
        await (StatusOf(fault) is { } status
            ? connection.WriteAsync(WireResponse.Text(status, Error(status), fault is ProxyFault.Status429WithRetryAfter ? ["Retry-After: 1"] : []))
            : ReturnAsync(connection, fault, await ForwardAsync(request, call)));
    }

    public void Dispose() => _http.Dispose();

    private static int? StatusOf(ProxyFault fault) => fault switch
    {
        ProxyFault.Status429 or ProxyFault.Status429WithRetryAfter => 429,
        ProxyFault.Status500 => 500,
        ProxyFault.Status502 => 502,
        ProxyFault.Status503 => 503,
        ProxyFault.Status504 => 504,
        ProxyFault.Status550 => 550,
        ProxyFault.Status553 => 553,
        _ => null,
    };

    private static string Error(int status)
        => string.Create(CultureInfo.InvariantCulture, $$$"""{"meta":{"success":false,"status_code":{{{status}}}},"error":{"code":{{{status}}},"message":"No"}}""");

    private async Task ReturnAsync(WireConnection connection, ProxyFault fault, (int Status, string Body) response)
    {
        if (fault is ProxyFault.Late)
            await Task.Delay(late, TimeProvider.System, connection.Stopping);
        if (fault is ProxyFault.CutBody)
            await connection.WriteAsync(WireResponse.Text(response.Status, response.Body)[..^1]);
        if (fault is ProxyFault.ResetAfter or ProxyFault.CutBody)
            connection.Reset();
        else
            await connection.WriteAsync(WireResponse.Text(response.Status, fault is ProxyFault.MalformedBody ? response.Body.Replace('"', '!') : response.Body));
    }

    private async Task<(int Status, string Body)> ForwardAsync(WireRequest request, int call)
    {
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(server, request.Target));
        message.Headers.TryAddWithoutValidation("Authorization", request.Header("Authorization"));
        if (request.Header("Content-Type") is not null)
            message.Content = new StringContent(request.Body, Encoding.UTF8, "application/json");
        using var response = await _http.SendAsync(message);
        if (response.IsSuccessStatusCode)
            ledger.CarryOut(call);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}

/// <summary>What happens to a request on its way.</summary>
internal enum ProxyFault
{
    None,
    Status429,
    Status429WithRetryAfter,
    Status500,
    Status502,
    Status503,
    Status504,
    Status550,
    Status553,

    /// <summary>The connection is reset before the request is read.</summary>
    ResetBefore,

    /// <summary>The call is carried out, then the connection is reset.</summary>
    ResetAfter,

    /// <summary>The call is carried out, and its response comes after the time limit.</summary>
    Late,

    /// <summary>The call is carried out, and the connection breaks within the body of its response.</summary>
    CutBody,

    /// <summary>The call is carried out, and its response is not JSON any more.</summary>
    MalformedBody,
}

/// <summary>The faults of the requests, drawn in the order of their arrival and from a seed, so that the sequence is always the same.</summary>
internal sealed class FaultPlan(int seed, double share)
{
    // These are slow; half as many of them leave time for more calls.
    private static readonly ProxyFault[] Slow = [ProxyFault.Late, ProxyFault.Status429WithRetryAfter];

    private static readonly ProxyFault[] Urn =
        [.. Enum.GetValues<ProxyFault>().Where(fault => fault is not ProxyFault.None), .. Enum.GetValues<ProxyFault>().Where(fault => fault is not ProxyFault.None).Except(Slow)];

    private readonly Lock _gate = new();
    private readonly int[] _drawn = new int[Enum.GetValues<ProxyFault>().Length];
#pragma warning disable CA5394 // A schedule has to be repeatable, not secret.
    private readonly Random _random = new(seed);

    public int Faults => _drawn.Skip(1).Sum();

    public ProxyFault Next()
    {
        lock (_gate)
        {
            var fault = _random.NextDouble() < share ? Urn[_random.Next(Urn.Length)] : ProxyFault.None;
            _drawn[(int)fault]++;
            return fault;
        }
    }
#pragma warning restore CA5394

    public override string ToString() => string.Join(", ", Enum.GetValues<ProxyFault>().Skip(1).Select(fault => string.Create(CultureInfo.InvariantCulture, $"{fault} {_drawn[(int)fault]}")));
}
