using System.Globalization;
using System.Text.Json.Serialization;
using Semrush.Client.Http.Internal;

namespace Semrush.Client;

/// <summary>A moment as Semrush wrote it: the text, and the instant that it stands for.</summary>
/// <remarks>
/// <para>
/// Semrush writes timestamps with 0 to 9 fraction digits and takes a report date back only as it wrote it. A
/// <see cref="DateTimeOffset"/> keeps seven digits, so the text is what this type holds and sends.
/// </para>
/// <para>
/// Two timestamps are equal when they stand for the same instant, to the nanosecond, however it is written:
/// <c>…10.66Z</c> equals <c>…10.660Z</c>. A text without an offset is read as UTC. A text that is no timestamp is kept,
/// equals only itself and has no instant.
/// </para>
/// </remarks>
[JsonConverter(typeof(TimestampConverter))]
public readonly partial struct Timestamp : IEquatable<Timestamp>, IComparable<Timestamp>, ISpanParsable<Timestamp>, ISpanFormattable
{
    private readonly string? _text;

    /// <summary>A moment with the text that Semrush wrote, kept as it is.</summary>
    /// <param name="text">An RFC 3339 date and time, such as <c>2024-07-05T12:39:22.611Z</c>.</param>
    public Timestamp(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _text = text;
    }

    /// <summary>A moment written as UTC with as many fraction digits as it needs, 7 at most.</summary>
    /// <param name="instant">The instant.</param>
    public Timestamp(DateTimeOffset instant)
        : this(instant.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture))
    {
    }

    /// <summary>The instant, to 100 nanoseconds.</summary>
    /// <exception cref="FormatException">The text is no timestamp.</exception>
    public DateTimeOffset Instant => TryGetInstant(out var instant)
        ? instant
        : throw NoTimestamp();

    /// <summary>The instant, where the text stands for one.</summary>
    /// <param name="instant">The instant, to 100 nanoseconds.</param>
    /// <returns>Whether the text is a timestamp.</returns>
    public bool TryGetInstant(out DateTimeOffset instant) => TryParse(_text, out instant, out _);

    /// <summary>The text, unchanged; empty for a default value.</summary>
    public override string ToString() => _text ?? "";

    /// <summary>The instant, to 100 nanoseconds.</summary>
    /// <param name="timestamp">The timestamp.</param>
    /// <exception cref="FormatException">The text is no timestamp.</exception>
    public static explicit operator DateTimeOffset(Timestamp timestamp) => timestamp.Instant;
}
