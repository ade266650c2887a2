using Semrush.Client.Authentication.Device.Internal;
using Semrush.Client.Tests.Authentication.Tokens;

namespace Semrush.Client.Tests.Authentication.Device;

public sealed class PollingPaceTests
{
    [Fact]
    public void A_wait_is_doubled_until_it_is_a_day()
    {
        var pace = new PollingPace(TimeSpan.FromHours(9));

        Assert.True(pace.GoesOnAfter(FakeFlow.Outage()));
        Assert.Equal(TimeSpan.FromHours(18), pace.Wait);
        Assert.True(pace.GoesOnAfter(FakeFlow.Outage()));
        Assert.True(pace.GoesOnAfter(FakeFlow.Outage()));
        Assert.Equal(TimeSpan.FromHours(36), pace.Wait);
    }

    [Fact]
    public void A_wait_of_a_day_stays_one()
    {
        var pace = new PollingPace(TimeSpan.FromDays(1));

        Assert.True(pace.GoesOnAfter(FakeFlow.Outage()));
        Assert.Equal(TimeSpan.FromDays(1), pace.Wait);
    }
}
