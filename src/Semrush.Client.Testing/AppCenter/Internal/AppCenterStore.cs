using Newtonsoft.Json.Linq;

namespace Semrush.Client.Testing.AppCenter.Internal;

/// <summary>The app of one emulator, its users and their notifications. Whoever reads or changes it holds the gate.</summary>
internal sealed class AppCenterStore
{
    private static readonly TimeSpan InitialProcessingTime = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _time;
    private readonly bool _demoData;

    public AppCenterStore(TimeProvider time, bool demoData)
    {
        _time = time;
        _demoData = demoData;
        Reset();
    }

    public Lock Gate { get; } = new();

    public Guid AppId { get; } = Guid.NewGuid();

    public string AppSecret { get; } = $"{Guid.NewGuid():D}";

    /// <summary>What signs the bearer tokens of the issuer. Nobody else can check that signature.</summary>
    public string IssuerSecret { get; } = $"{Guid.NewGuid():D}";

    public DateTimeOffset Now => _time.GetUtcNow();

    public TimeSpan ProcessingTime { get; set; }

    /// <summary>What the users have of the app, by their ids; empty for one without a subscription.</summary>
    public Dictionary<long, JObject> Viewers { get; } = [];

    public SortedDictionary<long, SubscriptionSeed> Subscriptions { get; } = [];

    /// <summary>The users and the notifications that they have subscribed to.</summary>
    public HashSet<(long UserId, long SubscriptionId)> Subscribers { get; } = [];

    /// <summary>The events in the order in which they were first sent.</summary>
    public OrderedDictionary<Guid, EmulatedEvent> Events { get; } = [];

    public void Reset()
    {
        lock (Gate)
        {
            ProcessingTime = InitialProcessingTime;
            Viewers.Clear();
            Subscriptions.Clear();
            Subscribers.Clear();
            Events.Clear();
            if (_demoData)
                DemoApp.AddTo(this);
        }
    }
}
