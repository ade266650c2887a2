using Microsoft.Kiota.Abstractions.Authentication;
using Semrush.Client.Authentication;

namespace Semrush.Client.Tests.Authentication.AppCenter;

/// <summary>The bearer token of 5 minutes in the hands of the token manager.</summary>
public sealed class BearerReuseTests
{
    private static readonly Uri Api = new("https://api.semrush.com/apis/v4/app-center/v2/partner/viewer-status");

    [Fact]
    public async Task A_token_serves_four_minutes_and_is_refreshed_at_most_once_in_them()
    {
        var clock = AnApp.Clock;
        var count = 0;
        var stub = StubHandler.Returning(_ => AnApp.BearerAnswer($"bearer-{++count}"));
        using var flow = new AppCenterFlow(AnApp.FlowOptions, new HttpClient(stub), clock);
        using var manager = new TokenManager(flow, timeProvider: clock);

        for (var second = 0; second < 3600; second++, clock.Advance(TimeSpan.FromSeconds(1)))
            Assert.Equal($"bearer-{1 + second / 240}", await manager.GetAuthorizationTokenAsync(Api, cancellationToken: The.Token));

        Assert.Equal(15, count);
    }

    [Theory]
    [InlineData(-10)]
    [InlineData(10)]
    public async Task A_wrong_clock_has_no_effect_where_the_token_has_both_times(int minutes)
    {
        var clock = AnApp.Clock;
        var stub = StubHandler.Returning(_ =>
        {
            var issued = clock.GetUtcNow().AddMinutes(minutes).ToUnixTimeSeconds();
            return AnApp.BearerAnswer(AnApp.Token($$"""{"iat":{{issued}},"exp":{{issued + 300}}}"""));
        });
        using var flow = new AppCenterFlow(AnApp.FlowOptions, new HttpClient(stub), clock);
        using var manager = new TokenManager(flow, timeProvider: clock);

        for (var second = 0; second < 480; second++, clock.Advance(TimeSpan.FromSeconds(1)))
            await manager.GetAuthorizationTokenAsync(Api, cancellationToken: The.Token);

        Assert.Equal(2, stub.Requests.Count);
    }

    [Fact]
    public async Task A_client_signs_exchanges_and_calls_and_does_so_again_when_its_token_is_rejected()
    {
        var count = 0;
        var stub = StubHandler.Returning(request => request.Address == AnApp.Issuer ? AnApp.BearerAnswer($"bearer-{++count}")
            : request.Header("Authorization").Single() == "Bearer bearer-2" ? Response.Payload("app-center.viewer-status")
            : Response.Payload("app-center.viewer-status.forbidden", 401));
        using var http = new HttpClient(stub);
        using var flow = new AppCenterFlow(AnApp.FlowOptions, http, AnApp.Clock);
        using var manager = new TokenManager(flow, timeProvider: AnApp.Clock);
        using var client = new SemrushClient(new SemrushClientOptions().UseAuthenticationProvider(new BaseBearerTokenAuthenticationProvider(manager)), http);

        var status = await client.AppCenter.GetViewerStatusAsync(new() { UserId = 5511383 }, cancellationToken: The.Token);

        Assert.True(status.IsMainProductActive);
        Assert.Equal([AnApp.Issuer, Api.AbsoluteUri, AnApp.Issuer, Api.AbsoluteUri], stub.Requests.Select(request => request.Address));
    }

    [Fact]
    public async Task A_refusal_while_a_token_still_lasts_costs_no_call()
    {
        var clock = AnApp.Clock;
        var stub = StubHandler.Returning(AnApp.BearerAnswer(), Response.Payload("app-center.jwt-token.error", 400));
        using var flow = new AppCenterFlow(AnApp.FlowOptions, new HttpClient(stub), clock);
        using var manager = new TokenManager(flow, timeProvider: clock);
        await manager.GetAuthorizationTokenAsync(Api, cancellationToken: The.Token);

        clock.Advance(TimeSpan.FromSeconds(250));

        Assert.Equal(AnApp.Bearer, await manager.GetAuthorizationTokenAsync(Api, cancellationToken: The.Token));
    }
}
