using System.Globalization;
using Newtonsoft.Json.Linq;
using Semrush.Client.Testing.Internal;

namespace Semrush.Client.Testing;

/// <summary>
/// The App Center of an emulator, with one app. Every member may be used from any thread, also while calls are in progress.
/// </summary>
public sealed class EmulatedAppCenter
{
    private static readonly TimeSpan InitialProcessingTime = TimeSpan.FromSeconds(1);

    private readonly Lock _gate;
    private readonly TimeProvider _time;
    private readonly bool _demoData;
    private TimeSpan _processingTime;

    internal EmulatedAppCenter(Lock gate, TimeProvider time, bool demoData)
    {
        (_gate, _time, _demoData) = (gate, time, demoData);
        Reset();
    }

    /// <summary>The ID of the app, unique to the emulator.</summary>
    public string AppId { get; } = $"{Guid.NewGuid():D}";

    /// <summary>The secret with which the app signs its JWTs.</summary>
    public string AppSecret { get; } = $"{Guid.NewGuid():D}";

    /// <summary>The events that were sent, in the order in which they were sent first.</summary>
    public IReadOnlyList<EmulatedEvent> Events
    {
        get
        {
            lock (_gate)
                return [.. EventsById.Values];
        }
    }

    /// <summary>The time until an event is processed, from when it was sent. Events that were sent before are not affected.</summary>
    /// <value>Default: 1 second.</value>
    public TimeSpan ProcessingTime
    {
        get
        {
            lock (_gate)
                return _processingTime;
        }

        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            lock (_gate)
                _processingTime = value;
        }
    }

    internal DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>The status of each user, by Semrush ID; empty for a user without a subscription to the app.</summary>
    internal Dictionary<long, JObject> Viewers { get; } = [];

    internal SortedDictionary<long, SubscriptionSeed> Subscriptions { get; } = [];

    internal HashSet<(long UserId, long SubscriptionId)> Subscribers { get; } = [];

    /// <summary>The events in the order in which they were sent first.</summary>
    internal OrderedDictionary<Guid, EmulatedEvent> EventsById { get; } = [];

    /// <summary>Adds a user, or changes the user's status.</summary>
    /// <param name="userId">The Semrush ID of the user.</param>
    /// <param name="status">The `data` of GetViewerStatus; empty for a user without a subscription to the app.</param>
    public void SetViewer(long userId, JObject status)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(userId);
        ArgumentNullException.ThrowIfNull(status);
        lock (_gate)
            Viewers[userId] = (JObject)status.DeepClone();
    }

    /// <summary>Removes a user.</summary>
    /// <param name="userId">The Semrush ID of the user.</param>
    public void RemoveViewer(long userId)
    {
        lock (_gate)
            Viewers.Remove(userId);
    }

    /// <summary>The JWT that Semrush passes to the iframe of the app, valid for five minutes.</summary>
    /// <param name="userId">The Semrush ID of the user, whose status is in the claims.</param>
    /// <param name="claims">Claims to add or to replace; one whose value is null is removed. Copied, not kept.</param>
    public string CreateIframeToken(long userId, JObject? claims = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(userId);
        lock (_gate)
            return AppToken.Sign(IframeClaims(userId, claims), AppSecret);
    }

    /// <summary>Adds a notification, or changes one.</summary>
    /// <param name="seed">The notification.</param>
    public void AddSubscription(SubscriptionSeed seed)
    {
        ArgumentNullException.ThrowIfNull(seed);
        lock (_gate)
            Subscriptions[seed.Id] = seed;
    }

    /// <summary>Subscribes a user to a notification, or ends the subscription.</summary>
    /// <param name="userId">The Semrush ID of a user who was added by <see cref="SetViewer"/>.</param>
    /// <param name="subscriptionId">The ID of a notification that was added by <see cref="AddSubscription"/>.</param>
    /// <param name="isActive">Whether the user is subscribed.</param>
    /// <exception cref="ArgumentException">There is no such user or no such notification.</exception>
    public void SetSubscription(long userId, long subscriptionId, bool isActive = true)
    {
        lock (_gate)
        {
            if (!Viewers.ContainsKey(userId))
                throw new ArgumentException($"There is no user {userId}.", nameof(userId));
            if (!Subscriptions.ContainsKey(subscriptionId))
                throw new ArgumentException($"There is no notification {subscriptionId}.", nameof(subscriptionId));
            if (isActive)
                Subscribers.Add((userId, subscriptionId));
            else
                Subscribers.Remove((userId, subscriptionId));
        }
    }

    internal void Reset()
    {
        lock (_gate)
        {
            _processingTime = InitialProcessingTime;
            Viewers.Clear();
            Subscriptions.Clear();
            Subscribers.Clear();
            EventsById.Clear();
            if (_demoData)
                AddDemoData();
        }
    }

    private JObject IframeClaims(long userId, JObject? changes)
    {
        var status = Viewers.GetValueOrDefault(userId);
        var claims = new JObject
        {
            ["aud"] = AppId,
            ["exp"] = Now.AddMinutes(5).ToUnixTimeSeconds(),
            // A string here, a number everywhere else.
            ["viewer_id"] = userId.ToString(CultureInfo.InvariantCulture),
            ["is_app_installed"] = status is not null,
        };
        claims.Merge(status ?? []);
        claims["email_subscription"] = new JObject { ["state"] = "STATE_UNSPECIFIED" };
        (claims["url"], claims["lang"]) = ("", "en");
        foreach (var (name, value) in changes ?? [])
        {
            if (value is null or { Type: JTokenType.Null })
                claims.Remove(name);
            else
                claims[name] = value.DeepClone();
        }

        return claims;
    }

    // The user and the notification that the documentation shows.
    private void AddDemoData()
    {
        const long UserId = 5511383;
        const long SubscriptionId = 123;
        Viewers[UserId] = JsonText.From(new
        {
            is_main_product_active = true,
            is_app_taken_for_free = false,
            is_main_product_trial_available = false,
            product_trials_available = new JArray("f406843c-6838-46de-9ecc-f17c7c0dc359"),
            active_products = new[]
            {
                new { id = "4fbe56d2-148c-40c4-af83-bdcbfd60c0e3", value = 1 },
                new { id = "3e17cdb2-5b75-4959-bf16-97221c3bd0a8", value = 1 },
            },
            extra_user_data = new
            {
                is_main_product_trial_active = false,
                active_product_trials = new JArray("e67176df-f062-4ab6-817a-e2f68878bba8"),
            },
        });
        Subscriptions[SubscriptionId] = new SubscriptionSeed
        {
            Id = SubscriptionId,
            Name = "AppName notifications",
            Description = "Sufficient changes on your projects positions",
            Trigger = "appname-notifications",
        };
        Subscribers.Add((UserId, SubscriptionId));
    }
}

/// <summary>A notification of the app that users can subscribe to.</summary>
public sealed record SubscriptionSeed
{
    /// <summary>The identifier of the notification.</summary>
    public required long Id { get; init; }

    /// <summary>The name of the notification.</summary>
    public string Name { get; init; } = "App notifications";

    /// <summary>The description of the notification.</summary>
    public string Description { get; init; } = "What the app has to tell";

    /// <summary>The type of the events that the notification is for.</summary>
    public required string Trigger { get; init; }
}
