using System.Globalization;
using System.Text;
using System.Text.Json;
using Semrush.Client.AppCenter;

namespace Semrush.Client.Authentication;

/// <summary>Who looks at an app in its iframe, and what they have of it.</summary>
/// <remarks>All but the ID may be absent, as in an app without products.</remarks>
public sealed record AppViewer
{
    /// <summary>The Semrush ID of the user, which all users of one corporate account share. A string here; <c>user_id</c> of the API is the same as a number.</summary>
    public required string ViewerId { get; init; }

    /// <summary>Whether the user has installed the app.</summary>
    public bool? IsAppInstalled { get; init; }

    /// <summary>Whether the main product of the app is active. False for an app that is free or was not bought, too.</summary>
    public bool? IsMainProductActive { get; init; }

    /// <summary>Whether the user has the app for free; of use for free and demo apps only.</summary>
    public bool? IsAppTakenForFree { get; init; }

    /// <summary>Whether the user can start a trial of the main product.</summary>
    public bool? IsMainProductTrialAvailable { get; init; }

    /// <summary>The IDs of the products of which the user can start a trial.</summary>
    public IReadOnlyList<string>? ProductTrialsAvailable { get; init; }

    /// <summary>The products that the user has bought in the app. In an older form they have an ID and no value.</summary>
    public IReadOnlyList<ActiveProduct>? ActiveProducts { get; init; }

    /// <summary>The trials that the user has.</summary>
    public ExtraUserData? ExtraUserData { get; init; }

    /// <summary>Whether the user gets e-mails of the app.</summary>
    public EmailSubscription? EmailSubscription { get; init; }

    /// <summary>The path and query that the user opened inside the app; empty for its start page.</summary>
    public string? Url { get; init; }

    /// <summary>The language of the user, such as <c>en</c>.</summary>
    public string? Language { get; init; }

    /// <summary>When the token ends, five minutes after it was made.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>All claims, as Semrush sent them.</summary>
    public JsonElement Claims { get; init; }

    // What the compiler would print depends on the culture, whose calendar may end before a date of a token. The claims say the rest.
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append(CultureInfo.InvariantCulture, $"ViewerId = {ViewerId}, ExpiresAt = {ExpiresAt:O}, Claims = {Claims}");
        return true;
    }
}
