using Semrush.Client.AppCenter;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Authorization;

/// <summary>Notifications: subscriptions, events and their states.</summary>
public sealed class NotificationTests
{
    private const long UserId = 5511383;
    private const long SubscriptionId = 123;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Subscriptions_are_those_of_the_documentation_and_those_that_were_added()
    {
        await using var stage = new Stage();
        using var client = await Issuer.ClientAsync(stage);
        stage.Emulator.AppCenter.AddSubscription(new SubscriptionSeed { Id = 124, Trigger = "weekly", Name = "Weekly" });

        var found = await client.AppCenter.GetSubscriptionsAsync(cancellationToken: Stop);

        Assert.Equal(
            [(SubscriptionId, "appname-notifications"), (124, "weekly")],
            found.Subscriptions.Select(subscription => (subscription.Id, subscription.Trigger!)));
    }

    [Fact]
    public async Task A_user_is_subscribed_once_they_have_consented()
    {
        await using var stage = new Stage();
        using var client = await Issuer.ClientAsync(stage);
        stage.Emulator.AppCenter.SetViewer(7, []);

        Assert.True((await client.AppCenter.GetSubscriptionStatusAsync(UserId, SubscriptionId, cancellationToken: Stop)).Active);
        Assert.False((await client.AppCenter.GetSubscriptionStatusAsync(7, SubscriptionId, cancellationToken: Stop)).Active);
        stage.Emulator.AppCenter.SetSubscription(7, SubscriptionId);
        Assert.True((await client.AppCenter.GetSubscriptionStatusAsync(7, SubscriptionId, cancellationToken: Stop)).Active);
        stage.Emulator.AppCenter.SetSubscription(7, SubscriptionId, isActive: false);
        Assert.False((await client.AppCenter.GetSubscriptionStatusAsync(7, SubscriptionId, cancellationToken: Stop)).Active);
    }

    [Theory]
    [InlineData(8, SubscriptionId)]
    [InlineData(UserId, 999)]
    public async Task An_unknown_user_or_subscription_is_not_found(long userId, long subscriptionId)
    {
        await using var stage = new Stage();
        using var client = await Issuer.ClientAsync(stage);

        await AssertIsRejected(404, () => client.AppCenter.GetSubscriptionStatusAsync(userId, subscriptionId, cancellationToken: Stop));
        Assert.Throws<ArgumentException>(() => stage.Emulator.AppCenter.SetSubscription(userId, subscriptionId));
    }

    [Fact]
    public async Task An_event_is_registered_first_and_processed_later()
    {
        await using var stage = new Stage();
        using var client = await Issuer.ClientAsync(stage);
        stage.Emulator.AppCenter.ProcessingTime = TimeSpan.FromSeconds(12);
        var sent = Event();

        await client.AppCenter.SendEventAsync(sent, cancellationToken: Stop);

        var registered = await client.AppCenter.GetEventAsync(sent.Id, cancellationToken: Stop);
        Assert.Equal((1, 0), (registered.State, registered.Actions?.Count));
        stage.Time.Advance(TimeSpan.FromSeconds(12));
        var processed = await client.AppCenter.GetEventAsync(sent.Id, cancellationToken: Stop);
        Assert.Equal((3, sent.Id), (processed.State, processed.Id));
        Assert.Equal("2026-11-22T12:00:12Z", processed.StateOn.ToString());
        var action = Assert.Single(processed.Actions!);
        Assert.True(action.Finished);
        Assert.Equal((SubscriptionId, UserId), (action.Notification!.SubscriptionId, action.Notification.RecipientId));
        Assert.Equal(action.Id, Assert.Single((await client.AppCenter.GetEventAsync(sent.Id, cancellationToken: Stop)).Actions!).Id);
    }

    [Fact]
    public async Task For_a_user_who_has_not_subscribed_there_is_nothing_to_do()
    {
        await using var stage = new Stage();
        using var client = await Issuer.ClientAsync(stage);
        stage.Emulator.AppCenter.SetSubscription(UserId, SubscriptionId, isActive: false);
        var sent = Event();

        await client.AppCenter.SendEventAsync(sent, cancellationToken: Stop);
        stage.Time.Advance(TimeSpan.FromSeconds(1));

        var settled = await client.AppCenter.GetEventAsync(sent.Id, cancellationToken: Stop);
        Assert.Equal((4, 0), (settled.State, settled.Actions?.Count));
    }

    [Fact]
    public async Task Sent_again_with_the_same_id_an_event_is_the_same()
    {
        await using var stage = new Stage();
        using var client = await Issuer.ClientAsync(stage);
        var sent = Event();

        await client.AppCenter.SendEventAsync(sent, cancellationToken: Stop);
        await client.AppCenter.SendEventAsync(sent with { Data = "{}"u8.ToArray() }, cancellationToken: Stop);
        await client.AppCenter.SendEventAsync(Event(), cancellationToken: Stop);

        Assert.Equal(2, stage.Emulator.AppCenter.Events.Count);
        var first = stage.Emulator.AppCenter.Events[0];
        Assert.Equal((sent.Id, UserId, "appname-notifications", 2, 1), (first.Id, first.UserId, first.Type, first.TimesSent, first.Attachments));
        Assert.Equal("data_value1", (string?)first.Data["data_key"]);
        Assert.Equal(stage.Time.GetUtcNow(), first.RegisteredAt);
    }

    [Fact]
    public async Task An_event_that_cannot_become_a_notification_is_rejected_and_not_kept()
    {
        await using var stage = new Stage();
        using var client = await Issuer.ClientAsync(stage);

        await AssertIsRejected(404, () => client.AppCenter.SendEventAsync(Event() with { UserId = 8 }, cancellationToken: Stop));
        await AssertIsRejected(400, () => client.AppCenter.SendEventAsync(Event() with { Type = "unknown" }, cancellationToken: Stop));
        await AssertIsRejected(400, () => client.AppCenter.SendEventAsync(Event() with { Data = "[]"u8.ToArray() }, cancellationToken: Stop));
        await AssertIsRejected(400, () => client.AppCenter.SendEventAsync(Event() with { Data = "{"u8.ToArray() }, cancellationToken: Stop));

        Assert.Empty(stage.Emulator.AppCenter.Events);
    }

    [Fact]
    public async Task An_event_that_was_never_sent_is_not_found()
    {
        await using var stage = new Stage();
        using var client = await Issuer.ClientAsync(stage);

        await AssertIsRejected(404, () => client.AppCenter.GetEventAsync(Guid.NewGuid(), cancellationToken: Stop));
    }

    [Fact]
    public async Task A_reset_brings_the_documented_app_back()
    {
        await using var stage = new Stage();
        using (var client = await Issuer.ClientAsync(stage))
            await client.AppCenter.SendEventAsync(Event(), cancellationToken: Stop);
        stage.Emulator.AppCenter.RemoveViewer(UserId);

        stage.Emulator.Reset();

        using var again = await Issuer.ClientAsync(stage);
        Assert.Empty(stage.Emulator.AppCenter.Events);
        Assert.True((await again.AppCenter.GetSubscriptionStatusAsync(UserId, SubscriptionId, cancellationToken: Stop)).Active);
    }

    private static SendEventRequest Event() => new()
    {
        Id = Guid.NewGuid(),
        Type = "appname-notifications",
        UserId = UserId,
        Data = """{"data_key":"data_value1"}"""u8.ToArray(),
        Attachments = [new Attachment { Name = "a.txt", Mime = "text/plain", Content = "a"u8.ToArray() }],
    };

    private static async Task AssertIsRejected(int status, Func<Task> call) =>
        Assert.Equal(status, (int)(await Assert.ThrowsAnyAsync<SemrushApiException>(call)).StatusCode!);
}
