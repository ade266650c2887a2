using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.Authentication;

/// <summary>The state of a subscription to e-mails; other values may come.</summary>
/// <param name="Value">The text on the wire.</param>
[JsonConverter(typeof(OpenEnumerationConverter<EmailSubscriptionState>))]
public readonly record struct EmailSubscriptionState(string Value) : IParsable<EmailSubscriptionState>
{
    /// <summary>The user has decided nothing.</summary>
    public static EmailSubscriptionState Unspecified { get; } = new("STATE_UNSPECIFIED");

    /// <summary>The user wants none.</summary>
    public static EmailSubscriptionState Unsubscribed { get; } = new("UNSUBSCRIBED");

    // Unverified: inferred from UNSUBSCRIBED, and seen in no source.
    /// <summary>The user wants them.</summary>
    public static EmailSubscriptionState Subscribed { get; } = new("SUBSCRIBED");

    /// <summary>The text on the wire; empty for a default value.</summary>
    public string Value { get => field ?? ""; init; } = Value;

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;

    /// <summary>The value of a text, documented or not.</summary>
    /// <param name="value">The text on the wire.</param>
    public static implicit operator EmailSubscriptionState(string value) => Parse(value);

    /// <summary>The value of a text, documented or not.</summary>
    /// <param name="s">The text on the wire.</param>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is null.</exception>
    public static EmailSubscriptionState Parse(string s) => new(s ?? throw new ArgumentNullException(nameof(s)));

    /// <summary>The value of a text, documented or not.</summary>
    /// <param name="s">The text on the wire.</param>
    /// <param name="result">The value.</param>
    /// <returns>Whether there is a text.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, out EmailSubscriptionState result)
    {
        result = s is null ? default : new(s);
        return s is not null;
    }

    static EmailSubscriptionState IParsable<EmailSubscriptionState>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<EmailSubscriptionState>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out EmailSubscriptionState result) => TryParse(s, out result);
}
