namespace Semrush.Client.Authentication;

/// <summary>Whether a user gets e-mails of the app: in one of two forms.</summary>
public sealed record EmailSubscription
{
    /// <summary>The state, in the present form.</summary>
    public EmailSubscriptionState? State { get; init; }

    /// <summary>Whether the user gets them, in the older form of the sample app.</summary>
    public bool? Enabled { get; init; }
}
