namespace Semrush.Client.Testing;

/// <summary>A notification of the app that users can subscribe to.</summary>
public sealed record SubscriptionSeed
{
    /// <summary>The identifier with which a user's status is asked for.</summary>
    public required long Id { get; init; }

    /// <summary>The name of the notification.</summary>
    public string Name { get; init; } = "App notifications";

    /// <summary>What the notification tells.</summary>
    public string Description { get; init; } = "What the app has to tell";

    /// <summary>The type of the events that it is made of.</summary>
    public required string Trigger { get; init; }
}
