using System.Globalization;
using System.Text;
using Newtonsoft.Json.Linq;
using Semrush.Client.Testing.Internal;

namespace Semrush.Client.Testing;

/// <summary>An event that was sent to an emulator.</summary>
public sealed record EmulatedEvent
{
    private const int Registered = 1;
    private const int Processed = 3;
    private const int NothingToDo = 4;

    /// <summary>The identifier that it was sent with.</summary>
    public required Guid Id { get; init; }

    /// <summary>The trigger of its notification.</summary>
    public required string Type { get; init; }

    /// <summary>The user to notify.</summary>
    public required long UserId { get; init; }

    /// <summary>The variables of the notification, decoded from Base64. This is a copy; changing it has no effect.</summary>
    public required JObject Data
    {
        get => (JObject)field.DeepClone();
        init;
    }

    /// <summary>The number of files that were sent along.</summary>
    public int Attachments { get; internal init; }

    /// <summary>When it was sent first.</summary>
    public DateTimeOffset RegisteredAt { get; internal init; }

    /// <summary>How often it was sent, 1 or more. Only the first time counted.</summary>
    public int TimesSent { get; internal init; } = 1;

    internal TimeSpan ProcessingTime { get; init; }

    // Kept from the time of sending: a user who subscribes later gets no notification.
    internal long? SubscriptionId { get; init; }

    private Guid ActionId { get; } = Guid.NewGuid();

    /// <summary>The event as GetEvent returns it, without `decision` and `channel`, whose values are not documented.</summary>
    internal object ToDocument(DateTimeOffset now)
    {
        var processedAt = RegisteredAt + ProcessingTime;
        var isProcessed = now >= processedAt;
        // The state for a user who has not subscribed is not documented.
        var settled = SubscriptionId is null ? NothingToDo : Processed;
        object[] actions = !isProcessed || SubscriptionId is null ? [] :
        [
            new
            {
                id = ActionId,
                ts = TimestampText.Whole(processedAt),
                type = "notification",
                finished = true,
                notification = new { subscription_id = SubscriptionId, recipient_id = UserId },
            },
        ];
        return new
        {
            id = Id,
            ts = TimestampText.Whole(RegisteredAt),
            state = isProcessed ? settled : Registered,
            state_on = TimestampText.Whole(isProcessed ? processedAt : RegisteredAt),
            actions,
        };
    }

    // The generated text depends on the culture, whose calendar may not have the date.
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append(
            CultureInfo.InvariantCulture,
            $"""
            Id = {Id}, Type = {Type}, UserId = {UserId}, Data = {Data}, Attachments = {Attachments}, RegisteredAt = {RegisteredAt:O},
            """);
        builder.Append(CultureInfo.InvariantCulture, $" TimesSent = {TimesSent}");
        return true;
    }
}
