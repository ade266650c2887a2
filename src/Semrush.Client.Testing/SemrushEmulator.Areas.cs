using Semrush.Client.Testing.Ahrefs.Internal;
using Semrush.Client.Testing.AppCenter.Internal;
using Semrush.Client.Testing.Authorization.Internal;
using Semrush.Client.Testing.MapRankTracker.Internal;
using Semrush.Client.Testing.Routing.Internal;

namespace Semrush.Client.Testing;

public sealed partial class SemrushEmulator
{
    /// <summary>The state of Map Rank Tracker, to be seeded and looked into.</summary>
    public EmulatedMapRankTracker MapRankTracker { get; }

    /// <summary>The App Center: its app, the users of the app, their notifications.</summary>
    public EmulatedAppCenter AppCenter { get; }

    /// <summary>The authorization server: sign-ins to be approved, clients, tokens.</summary>
    public EmulatedAuthorization Authorization { get; }

    /// <summary>The legacy authorization server of Ahrefs.</summary>
    public EmulatedAhrefs Ahrefs { get; }

    private OperationHandlers Handlers(SemrushEmulatorOptions options)
    {
        var handlers = new OperationHandlers();
        if (options.ExamplesOnly)
            return handlers;
        MapRankTrackerHandlers.AddTo(handlers, MapRankTracker.Store);
        AppCenterHandlers.AddTo(handlers, AppCenter.Store, _credentials, options.Authorization.AppCenterTokenLifetime);
        AuthorizationHandlers.AddTo(handlers, Authorization.State, Authorization.Page);
        AhrefsHandlers.AddTo(handlers, Ahrefs.State, Ahrefs.Page);
        return handlers;
    }

    private void ResetAreas()
    {
        MapRankTracker.Store.Reset();
        AppCenter.Store.Reset();
        Authorization.State.Reset();
        Ahrefs.State.Reset();
    }
}
