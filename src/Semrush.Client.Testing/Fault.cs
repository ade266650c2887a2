using System.Globalization;
using Newtonsoft.Json.Linq;
using Semrush.Client.Testing.Internal;
using WireMock.ResponseBuilders;

namespace Semrush.Client.Testing;

/// <summary>A failure for an emulator to produce, instead of a call or in its response. Immutable.</summary>
public sealed record Fault
{
    private Fault()
    {
    }

    private enum DamageKind
    {
        None,
        Truncated,
        Garbled,
        Emptied,
        Lost,
    }

    internal TimeSpan Wait { get; private init; }

    private int? StatusCode { get; init; }

    private string? Body { get; init; }

    private string? ContentType { get; init; }

    private DamageKind Damage { get; init; }

    private bool ReplacesCall { get; init; }

    private IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>An error instead of the call, which is not executed.</summary>
    /// <param name="status">The HTTP status, 100 to 999. The body is the documented one of the operation for that status.</param>
    public static Fault Status(int status) => new() { StatusCode = Checked(status) };

    /// <summary>An error with a JSON body instead of the call, which is not executed.</summary>
    /// <param name="status">The HTTP status, 100 to 999.</param>
    /// <param name="body">The body.</param>
    public static Fault Status(int status, JToken body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Status(status, body.ToString(Newtonsoft.Json.Formatting.None), "application/json");
    }

    /// <summary>An error with a body of any kind instead of the call, which is not executed.</summary>
    /// <param name="status">The HTTP status, 100 to 999.</param>
    /// <param name="body">The text of the body; may be empty.</param>
    /// <param name="contentType">The media type of the body.</param>
    public static Fault Status(int status, string body, string contentType)
    {
        ArgumentNullException.ThrowIfNull(body);
        return new() { StatusCode = Checked(status), Body = body, ContentType = contentType };
    }

    /// <summary>An error instead of the call, with a `Retry-After` in seconds.</summary>
    /// <param name="status">The HTTP status, such as 429.</param>
    /// <param name="delay">The delay, rounded up to whole seconds.</param>
    public static Fault RetryAfter(int status, TimeSpan delay) => Status(status).WithHeader("Retry-After", EmulatedResponse.Seconds(delay));

    /// <summary>An error instead of the call, with a `Retry-After` as a date.</summary>
    /// <param name="status">The HTTP status, such as 503.</param>
    /// <param name="date">The date, sent in GMT to the second.</param>
    public static Fault RetryAfter(int status, DateTimeOffset date)
        => Status(status).WithHeader("Retry-After", date.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>The usual response, late. The call is executed after the delay.</summary>
    /// <param name="delay">The delay, by the clock of the emulator.</param>
    public static Fault Delay(TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        return new() { Wait = delay };
    }

    /// <summary>The usual response, with a body that ends in the middle. The call is executed.</summary>
    public static Fault BrokenBody() => new() { Damage = DamageKind.Truncated };

    /// <summary>The usual response, with a body that continues with random bytes. The call is executed.</summary>
    public static Fault MalformedChunk() => new() { Damage = DamageKind.Garbled };

    /// <summary>The usual status with no body at all. The call is executed.</summary>
    public static Fault EmptyResponse() => new() { Damage = DamageKind.Emptied };

    /// <summary>A connection that breaks instead of the call, which is not executed.</summary>
    public static Fault Disconnect() => new() { Damage = DamageKind.Lost, ReplacesCall = true };

    /// <summary>A connection that breaks instead of the response. The call is executed.</summary>
    public static Fault LostAnswer() => new() { Damage = DamageKind.Lost };

    /// <summary>This fault with one more header in its response.</summary>
    /// <param name="name">The name of the header.</param>
    /// <param name="value">The value of the header.</param>
    public Fault WithHeader(string name, string value) => this with { Headers = [.. Headers, KeyValuePair.Create(name, value)] };

    /// <summary>This fault after a delay.</summary>
    /// <param name="delay">The delay, by the clock of the emulator.</param>
    public Fault After(TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        return this with { Wait = delay };
    }

    /// <summary>The fault as <see cref="SemrushEmulator.FailNext(string)"/> takes it, without headers and a body.</summary>
    public override string ToString() => FaultText.Write(this, times: 1, operationId: null);

    /// <summary>The status, or the word for any other fault.</summary>
    internal string Kind => (Damage, StatusCode) switch
    {
        (_, { } status) => status.ToString(CultureInfo.InvariantCulture),
        (DamageKind.Truncated, _) => "broken-body",
        (DamageKind.Garbled, _) => "malformed-chunk",
        (DamageKind.Emptied, _) => "empty-response",
        (DamageKind.Lost, _) => ReplacesCall ? "disconnect" : "lost-response",
        _ => "delay",
    };

    /// <summary>The response instead of the call; null where the call is executed.</summary>
    internal EmulatedResponse? Replace(ContractOperation? operation)
    {
        if (StatusCode is not { } status)
            return ReplacesCall ? new EmulatedResponse(500) : null;
        return Body is null ? ErrorResponse.Of(operation, status) : new EmulatedResponse(status, Body, ContentType);
    }

    /// <summary>The response with the damage and the headers of this fault.</summary>
    internal EmulatedResponse Corrupt(EmulatedResponse response)
    {
        if (Damage is DamageKind.Lost)
            CallConnection.Abort();
        var corrupted = Damage switch
        {
            DamageKind.Truncated => response with { Body = response.Body?[..(response.Body.Length / 2)] },
            DamageKind.Garbled => response with { FaultType = FaultType.MALFORMED_RESPONSE_CHUNK },
            DamageKind.Emptied => response with { FaultType = FaultType.EMPTY_RESPONSE },
            _ => response,
        };
        return corrupted with { Headers = [.. corrupted.Headers, .. Headers] };
    }

    private static int Checked(int status)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 100);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 999);
        return status;
    }
}
