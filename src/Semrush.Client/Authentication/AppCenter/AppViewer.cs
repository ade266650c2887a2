using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Semrush.Client.AppCenter;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.Authentication;

/// <summary>The user who views an app in its iframe, and the products that the user has bought in it.</summary>
/// <remarks>Every member except the ID may be absent, as in an app without products.</remarks>
public sealed record AppViewer
{
    /// <summary>The Semrush ID of the user, which all users of a corporate account share; a number in <c>user_id</c> of the API.</summary>
    public required string ViewerId { get; init; }

    /// <summary>Whether the user has installed the app.</summary>
    public bool? IsAppInstalled { get; init; }

    /// <summary>Whether the main product of the app is active. It is also false for an app that is free or was not bought.</summary>
    public bool? IsMainProductActive { get; init; }

    /// <summary>Whether the user has the app for free. It applies to free and demo apps only.</summary>
    public bool? IsAppTakenForFree { get; init; }

    /// <summary>Whether the user can start a trial of the main product.</summary>
    public bool? IsMainProductTrialAvailable { get; init; }

    /// <summary>The IDs of the products of which the user can start a trial.</summary>
    public IReadOnlyList<string>? ProductTrialsAvailable { get; init; }

    /// <summary>The products that the user has bought in the app. In an older form they have an ID and no value.</summary>
    public IReadOnlyList<ActiveProduct>? ActiveProducts { get; init; }

    /// <summary>The trials that the user has.</summary>
    public ExtraUserData? ExtraUserData { get; init; }

    /// <summary>Whether the user receives e-mails from the app.</summary>
    public EmailSubscription? EmailSubscription { get; init; }

    /// <summary>The path and query that the user opened inside the app; empty for its start page.</summary>
    public string? Url { get; init; }

    /// <summary>The language of the user, such as <c>en</c>.</summary>
    public string? Language { get; init; }

    /// <summary>When the token expires, five minutes after it was issued.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>All claims, as Semrush sent them.</summary>
    public JsonElement Claims { get; init; }

    // The compiler's text depends on the culture, whose calendar may end before a date of a token. The claims contain the rest.
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append(CultureInfo.InvariantCulture, $"ViewerId = {ViewerId}, ExpiresAt = {ExpiresAt:O}, Claims = {Claims}");
        return true;
    }
}

/// <summary>Whether a user receives e-mails from the app. Semrush uses one of two forms.</summary>
public sealed record EmailSubscription
{
    /// <summary>The state, in the current form.</summary>
    public EmailSubscriptionState? State { get; init; }

    /// <summary>Whether the user receives them, in the older form of the sample app.</summary>
    public bool? Enabled { get; init; }
}

/// <summary>The state of a subscription to e-mails. Other values are possible.</summary>
/// <param name="Value">The text on the wire.</param>
[JsonConverter(typeof(OpenEnumerationConverter<EmailSubscriptionState>))]
public readonly record struct EmailSubscriptionState(string Value) : IParsable<EmailSubscriptionState>
{
    /// <summary>The user has not decided.</summary>
    public static EmailSubscriptionState Unspecified { get; } = new("STATE_UNSPECIFIED");

    /// <summary>The user has unsubscribed.</summary>
    public static EmailSubscriptionState Unsubscribed { get; } = new("UNSUBSCRIBED");

    // Unverified: inferred from UNSUBSCRIBED, and seen in no source.
    /// <summary>The user has subscribed.</summary>
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

    static bool IParsable<EmailSubscriptionState>.TryParse(
        [NotNullWhen(true)] string? s, IFormatProvider? provider, out EmailSubscriptionState result)
        => TryParse(s, out result);
}
