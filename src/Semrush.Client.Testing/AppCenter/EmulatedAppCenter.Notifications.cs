namespace Semrush.Client.Testing;

public sealed partial class EmulatedAppCenter
{
    /// <summary>The events that were sent, in the order in which they were sent first.</summary>
    public IReadOnlyList<EmulatedEvent> Events
    {
        get
        {
            lock (Store.Gate)
                return [.. Store.Events.Values];
        }
    }

    /// <summary>How long an event waits to be processed, from when it was sent; events that were sent before are not affected.</summary>
    /// <value>Default: 1 second.</value>
    public TimeSpan ProcessingTime
    {
        get
        {
            lock (Store.Gate)
                return Store.ProcessingTime;
        }

        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            lock (Store.Gate)
                Store.ProcessingTime = value;
        }
    }

    /// <summary>Registers a notification, or changes one.</summary>
    /// <param name="seed">The notification.</param>
    public void AddSubscription(SubscriptionSeed seed)
    {
        ArgumentNullException.ThrowIfNull(seed);
        lock (Store.Gate)
            Store.Subscriptions[seed.Id] = seed;
    }

    /// <summary>Subscribes a user to a notification, or ends the subscription.</summary>
    /// <param name="userId">The Semrush ID of a user who was made known by <see cref="SetViewer"/>.</param>
    /// <param name="subscriptionId">The ID of a notification that was added by <see cref="AddSubscription"/>.</param>
    /// <param name="isActive">Whether the user is subscribed.</param>
    /// <exception cref="ArgumentException">There is no such user or no such notification.</exception>
    public void SetSubscription(long userId, long subscriptionId, bool isActive = true)
    {
        lock (Store.Gate)
        {
            if (!Store.Viewers.ContainsKey(userId))
                throw new ArgumentException($"There is no user {userId}.", nameof(userId));
            if (!Store.Subscriptions.ContainsKey(subscriptionId))
                throw new ArgumentException($"There is no notification {subscriptionId}.", nameof(subscriptionId));
            if (isActive)
                Store.Subscribers.Add((userId, subscriptionId));
            else
                Store.Subscribers.Remove((userId, subscriptionId));
        }
    }
}
