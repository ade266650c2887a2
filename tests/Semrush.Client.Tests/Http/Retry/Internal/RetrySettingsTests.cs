using Semrush.Client.Http.Retry.Internal;

namespace Semrush.Client.Tests.Http.Retry.Internal;

public sealed class RetrySettingsTests
{
    [Fact]
    public void Each_setting_is_the_one_of_the_options()
    {
        var options = new SemrushClientOptions
        {
            AttemptTimeout = TimeSpan.FromSeconds(1),
            TotalTimeout = TimeSpan.FromSeconds(2),
            Retry = { MaxRetries = 3, Delay = TimeSpan.FromSeconds(4), MaxDelay = TimeSpan.FromSeconds(5), MaxRetryAfter = TimeSpan.FromSeconds(6) },
            RateLimit = { MaxWait = TimeSpan.FromSeconds(7) },
        };

        Assert.Equal(
            new()
            {
                AttemptTimeout = TimeSpan.FromSeconds(1),
                TotalTimeout = TimeSpan.FromSeconds(2),
                MaxRetries = 3,
                Delay = TimeSpan.FromSeconds(4),
                MaxDelay = TimeSpan.FromSeconds(5),
                MaxRetryAfter = TimeSpan.FromSeconds(6),
                MaxWait = TimeSpan.FromSeconds(7),
                TimeoutAdvice = "Raise SemrushClientOptions.AttemptTimeout or TotalTimeout if the operation needs longer.",
            },
            RetrySettings.From(options));
    }

    [Fact]
    public void A_flow_has_one_attempt_and_its_own_advice()
        => Assert.Equal(
            new()
            {
                AttemptTimeout = TimeSpan.FromSeconds(7),
                TotalTimeout = Timeout.InfiniteTimeSpan,
                TimeoutAdvice = "Raise Timeout in the settings of the flow if the server needs longer.",
            },
            RetrySettings.Once(TimeSpan.FromSeconds(7)));
}
