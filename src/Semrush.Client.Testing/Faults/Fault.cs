using System.Globalization;
using Newtonsoft.Json.Linq;
using Semrush.Client.Testing.Faults.Internal;

namespace Semrush.Client.Testing;

/// <summary>A failure for an emulator to act out, instead of a call or in its answer. Immutable.</summary>
public sealed record Fault
{
    private Fault()
    {
    }

    internal int? StatusCode { get; private init; }

    internal string? Body { get; private init; }

    internal string? ContentType { get; private init; }

    internal TimeSpan Wait { get; private init; }

    internal Damage Damage { get; private init; }

    internal bool IsInPlace { get; private init; }

    internal IReadOnlyList<KeyValuePair<string, string>> Headers { get; private init; } = [];

    /// <summary>An error in place of the call, which is not carried out.</summary>
    /// <param name="status">The HTTP status, 100 to 999. The body is the documented one of the operation for that status.</param>
    public static Fault Status(int status) => new() { StatusCode = Checked(status) };

    /// <summary>An error with a JSON body in place of the call, which is not carried out.</summary>
    /// <param name="status">The HTTP status, 100 to 999.</param>
    /// <param name="body">The body.</param>
    public static Fault Status(int status, JToken body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Status(status, body.ToString(Newtonsoft.Json.Formatting.None), "application/json");
    }

    /// <summary>An error with a body of any kind in place of the call, which is not carried out.</summary>
    /// <param name="status">The HTTP status, 100 to 999.</param>
    /// <param name="body">The text of the body; may be empty.</param>
    /// <param name="contentType">The media type of the body.</param>
    public static Fault Status(int status, string body, string contentType)
    {
        ArgumentNullException.ThrowIfNull(body);
        return new() { StatusCode = Checked(status), Body = body, ContentType = contentType };
    }

    /// <summary>An error in place of the call that says when to try again, in seconds.</summary>
    /// <param name="status">The HTTP status, such as 429.</param>
    /// <param name="delay">The delay until then, rounded up to whole seconds.</param>
    public static Fault RetryAfter(int status, TimeSpan delay) =>
        Status(status).WithHeader("Retry-After", Math.Ceiling(delay.TotalSeconds).ToString("0", CultureInfo.InvariantCulture));

    /// <summary>An error in place of the call that says when to try again, as a date.</summary>
    /// <param name="status">The HTTP status, such as 503.</param>
    /// <param name="date">The date, sent in GMT to the second.</param>
    public static Fault RetryAfter(int status, DateTimeOffset date) =>
        Status(status).WithHeader("Retry-After", date.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>The usual answer, late. The call is carried out after the delay.</summary>
    /// <param name="delay">The delay, by the clock of the emulator.</param>
    public static Fault Delay(TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        return new() { Wait = delay };
    }

    /// <summary>The usual answer, with a body that breaks off in the middle. The call is carried out.</summary>
    public static Fault BrokenBody() => new() { Damage = Damage.Truncated };

    /// <summary>The usual answer, with a body that goes over into random bytes. The call is carried out.</summary>
    public static Fault MalformedChunk() => new() { Damage = Damage.Garbled };

    /// <summary>The usual status with no body at all. The call is carried out.</summary>
    public static Fault EmptyResponse() => new() { Damage = Damage.Emptied };

    /// <summary>A connection that breaks in place of the call, which is not carried out.</summary>
    public static Fault Disconnect() => new() { Damage = Damage.Lost, IsInPlace = true };

    /// <summary>A connection that breaks in place of the answer. The call is carried out.</summary>
    public static Fault LostAnswer() => new() { Damage = Damage.Lost };

    /// <summary>This fault with one more header in its answer.</summary>
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

    private static int Checked(int status)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 100);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 999);
        return status;
    }
}
