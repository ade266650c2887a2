namespace Semrush.Client.Tests.Http.Limits;

/// <summary>Who has been sent before goes before those who have not: the time of a call runs from its first attempt.</summary>
public sealed class RepetitionOrderTests
{
    [Fact]
    public async Task A_repetition_does_not_wait_behind_a_thousand_calls_that_were_never_sent()
    {
        var time = new Simulation();
        var answers = 0;
        using var rush = new Rush(
            time,
            () => (Answer.Error(Interlocked.Increment(ref answers) == 1 ? 503 : 404), TimeSpan.FromMilliseconds(300)),
            configure: options => (options.Retry.MaxRetries, options.Retry.Delay) = (1, TimeSpan.Zero));
        for (var i = 0; i < 1000; i++)
            rush.Call(TimeSpan.Zero, $"campaign-{i}");

        await rush.RunAsync();

        var sent = rush.Stub.Requests.Select(request => request.Address).ToList();
        var repeated = sent.GroupBy(address => address).Single(address => address.Count() == 2).Key;
        // It is among the ten of the next second.
        Assert.InRange(sent.LastIndexOf(repeated), 10, 19);
        Assert.Equal(1001, sent.Count);
        Assert.InRange(rush.Judge.MostWithin(TimeSpan.FromSeconds(1)), 1, 10);
    }
}
