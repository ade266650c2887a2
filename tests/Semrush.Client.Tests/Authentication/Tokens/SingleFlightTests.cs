namespace Semrush.Client.Tests.Authentication.Tokens;

/// <summary>Reliability 1 and 2.</summary>
public sealed class SingleFlightTests
{
    [Fact]
    public async Task A_thousand_callers_with_an_expired_token_cause_1_refresh()
    {
        using var scene = new TokenScene();
        await scene.WithExpiredTokenAsync();
        var answer = new TaskCompletionSource();
        scene.Flow.OnRenew = async (_, _) => { await answer.Task; return scene.Flow.Next(); };

        var callers = await Crowd.AskAsync(() => scene.GetAsync(), answer);

        Assert.Equal(1, scene.Flow.Renewals);
        Assert.Equal(Crowd.Size, callers.Count);
        Assert.All(callers, caller => Assert.Equal("access-2", caller.Result));
    }

    [Fact]
    public async Task A_thousand_callers_without_a_token_cause_1_sign_in()
    {
        using var scene = new TokenScene();
        var answer = new TaskCompletionSource();
        scene.Flow.OnSignIn = async _ => { await answer.Task; return scene.Flow.Next(); };

        var callers = await Crowd.AskAsync(() => scene.GetAsync(), answer);

        Assert.Equal(1, scene.Flow.Requests);
        Assert.All(callers, caller => Assert.Equal("access-1", caller.Result));
    }

    [Fact]
    public async Task A_thousand_callers_see_1_failure_and_the_next_call_tries_once()
    {
        using var scene = new TokenScene();
        await scene.WithExpiredTokenAsync();
        var answer = new TaskCompletionSource();
        scene.Flow.OnRenew = async (_, _) => { await answer.Task; throw FakeFlow.Outage(); };

        var callers = await Crowd.AskAsync(() => scene.GetAsync(), answer);

        Assert.Equal(1, scene.Flow.Renewals);
        Assert.Equal(Crowd.Size, callers.Count(caller => caller.Exception?.InnerException is SemrushApiException));

        scene.Flow.OnRenew = null;
        Assert.Equal("access-2", await scene.GetAsync());
        Assert.Equal(2, scene.Flow.Renewals);
    }

    [Fact]
    public async Task A_caller_that_read_the_old_token_before_it_was_replaced_causes_no_second_refresh()
    {
        using var scene = new TokenScene();
        await scene.GetAsync();
        scene.Time.Advance(scene.Flow.Lifetime);

        // This caller has the old token in its hands. Before it looks at the clock, another one renews from start to end.
        scene.Time.BeforeNextLook = () => Assert.Equal("access-2", Task.Run(() => scene.GetAsync()).GetAwaiter().GetResult());

        Assert.Equal("access-2", await scene.GetAsync());
        Assert.Null(scene.Time.BeforeNextLook);
        Assert.Equal(1, scene.Flow.Renewals);
    }
}
