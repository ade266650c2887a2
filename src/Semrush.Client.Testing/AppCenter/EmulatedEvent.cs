using System.Globalization;
using System.Text;
using Newtonsoft.Json.Linq;

namespace Semrush.Client.Testing;

/// <summary>An event that was sent to an emulator.</summary>
public sealed record EmulatedEvent
{
    /// <summary>The identifier that it was sent with.</summary>
    public required Guid Id { get; init; }

    /// <summary>The trigger of its notification.</summary>
    public required string Type { get; init; }

    /// <summary>The user to notify.</summary>
    public required long UserId { get; init; }

    /// <summary>The variables of the notification, out of their Base64. A copy: changing it changes nothing.</summary>
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

    internal Guid ActionId { get; } = Guid.NewGuid();

    // Kept from the moment of sending: who subscribes later gets no notification.
    internal long? SubscriptionId { get; init; }

    // What the compiler would print depends on the culture, whose calendar may end before the date.
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append(
            CultureInfo.InvariantCulture,
            $"Id = {Id}, Type = {Type}, UserId = {UserId}, Data = {Data}, Attachments = {Attachments}, RegisteredAt = {RegisteredAt:O}, TimesSent = {TimesSent}");
        return true;
    }
}
