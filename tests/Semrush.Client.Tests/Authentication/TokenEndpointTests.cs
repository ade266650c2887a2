using Semrush.Client.Authentication.Device;
using Semrush.Client.Authentication.Internal;

namespace Semrush.Client.Tests.Authentication;

public sealed class TokenEndpointTests
{
    [Fact]
    public void Of_two_faults_that_of_the_address_is_named()
    {
        var options = new DeviceFlowOptions { BaseAddress = new("http://gateway.example"), Timeout = TimeSpan.Zero };

        Assert.Contains("BaseAddress", Refusal(options), StringComparison.Ordinal);
        options.BaseAddress = null;
        Assert.Contains("Timeout", Refusal(options), StringComparison.Ordinal);
    }

    private static string Refusal(DeviceFlowOptions options)
        => Assert.Throws<ArgumentException>(nameof(options), () => new TokenEndpoint(options, http: null, TimeProvider.System)).Message;
}
