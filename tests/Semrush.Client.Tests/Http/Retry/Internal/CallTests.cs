using Microsoft.Extensions.Time.Testing;
using Semrush.Client.Http.Internal;
using Semrush.Client.Http.Retry.Internal;

namespace Semrush.Client.Tests.Http.Retry.Internal;

/// <summary>The times of a call whose attempts may take 7 seconds each and 10 together.</summary>
public sealed class CallTests
{
    private static readonly TimeSpan Infinite = Timeout.InfiniteTimeSpan;

    private readonly FakeTimeProvider _time = new(The.Noon);
    private readonly RetrySettings _settings = new()
    {
        AttemptTimeout = TimeSpan.FromSeconds(7),
        TotalTimeout = TimeSpan.FromSeconds(10),
        MaxRetryAfter = TimeSpan.FromMinutes(2),
        TimeoutAdvice = "",
    };

    [Theory]
    [InlineData(0, 10, 7)]
    [InlineData(3, 7, 7)]
    [InlineData(4, 6, 6)]
    [InlineData(10, 0, 0)]
    [InlineData(11, 0, 0)]
    public void What_is_left_of_it_is_never_less_than_nothing(int passed, int left, int attempt)
    {
        var call = Call(_settings);
        call.Begin();

        _time.Advance(TimeSpan.FromSeconds(passed));

        Assert.Equal((TimeSpan.FromSeconds(left), TimeSpan.FromSeconds(attempt)), (call.TimeLeft, call.AttemptLimit));
    }

    [Fact]
    public void Before_its_first_attempt_it_has_all_time()
    {
        var call = Call(_settings);

        _time.Advance(TimeSpan.FromSeconds(11));

        Assert.Equal((Infinite, TimeSpan.FromSeconds(7)), (call.TimeLeft, call.AttemptLimit));
    }

    [Fact]
    public void Its_time_runs_from_the_first_attempt_and_not_from_the_last()
    {
        var call = Call(_settings);
        call.Begin();
        call.Status = 503;
        _time.Advance(TimeSpan.FromSeconds(4));

        call.Begin();

        Assert.Equal((2, null, TimeSpan.FromSeconds(6)), (call.Attempts, call.Status, call.TimeLeft));
    }

    [Fact]
    public void Without_limits_it_has_all_time()
    {
        var call = Call(_settings with { AttemptTimeout = Infinite, TotalTimeout = Infinite });
        call.Begin();

        Assert.Equal((Infinite, Infinite), (call.TimeLeft, call.AttemptLimit));
    }

    [Fact]
    public void The_wait_before_another_attempt_passes()
    {
        var call = Call(_settings);
        call.Begin();
        var failure = new SemrushApiException("Down.", new("Any.Operation") { IsRetryable = true, RetryAfter = TimeSpan.FromSeconds(5) });

        Assert.Equal(TimeSpan.Zero, call.WaitLeft);
        Assert.Equal(RetryDecision.Again, call.Decide(failure, 0));
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal((TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(3)), (call.Delay, call.WaitLeft));
    }

    private Call<object?, object?> Call(RetrySettings settings)
    {
        var call = new ApiCall(new("Any.Operation", HttpMethod.Get, RetryClass.Safe), "https://api.semrush.com", $"any");
        return new(call.Prepare(), settings, _time, null, static (_, _, _) => null);
    }
}
