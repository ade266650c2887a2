using Semrush.Client.MapRankTracker;

namespace Semrush.Client.OldProgram;

internal sealed class FakeSemrush : SemrushClient
{
    public override MapRankTrackerClient MapRankTracker { get; } = new FakeTracker();
}

internal sealed class FakeTracker : MapRankTrackerClient
{
    public override Task<UserLimits> GetUserLimitsAsync(GetUserLimitsOptions? options = null, CancellationToken cancellationToken = default)
        => Task.FromResult(new UserLimits { Credits = new() { Available = 7 } });
}
