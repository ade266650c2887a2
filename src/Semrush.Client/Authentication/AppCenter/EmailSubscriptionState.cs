using System.Text.Json.Serialization;
using Semrush.Client.Http;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.Authentication.AppCenter;

/// <summary>The state of a subscription to e-mails; other values may come.</summary>
/// <param name="Value">The text on the wire.</param>
[JsonConverter(typeof(OpenEnumerationConverter<EmailSubscriptionState>))]
public readonly record struct EmailSubscriptionState(string Value) : IOpenEnumeration<EmailSubscriptionState>
{
    /// <summary>The user has decided nothing.</summary>
    public static EmailSubscriptionState Unspecified { get; } = new("STATE_UNSPECIFIED");

    /// <summary>The user wants none.</summary>
    public static EmailSubscriptionState Unsubscribed { get; } = new("UNSUBSCRIBED");

    /// <summary>The user wants them. Unverified: inferred from <see cref="Unsubscribed"/>, and seen in no source.</summary>
    public static EmailSubscriptionState Subscribed { get; } = new("SUBSCRIBED");

    /// <summary>The text on the wire; empty for a default value.</summary>
    public string Value { get => field ?? ""; init; } = Value;

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;

    static EmailSubscriptionState IOpenEnumeration<EmailSubscriptionState>.From(string value) => new(value);
}
