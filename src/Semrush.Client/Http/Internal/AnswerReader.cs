using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Semrush.Client.Http.Internal;

/// <summary>Makes the result of a successful answer: reads its JSON, unwraps it, and finds the failure that comes with status 200.</summary>
internal sealed class AnswerReader(ErrorReader errors)
{
    public T Unwrap<TEnvelope, T>(Exchange exchange, JsonTypeInfo<TEnvelope> type)
        where TEnvelope : class, IEnvelope<T>
        where T : class
    {
        var envelope = Deserialize(exchange, type);
        if (envelope?.Meta?.Success == false)
            throw errors.Read(exchange);
        return envelope?.Data ?? throw errors.Unexpected(exchange, "without the data that its contract promises");
    }

    public T Read<T>(Exchange exchange, JsonTypeInfo<T> type)
        where T : class
    {
        if (ErrorShape.IsFailure(exchange.Body.Span))
            throw errors.Read(exchange);
        return Deserialize(exchange, type) ?? throw errors.Unexpected(exchange, "without a body");
    }

    public void Confirm(Exchange exchange)
    {
        if (ErrorShape.IsFailure(exchange.Body.Span))
            throw errors.Read(exchange);
        // A portal or a proxy says 200, too; what it sends is not an answer of Semrush.
        if (!exchange.Body.IsEmpty && !ErrorShape.IsJson(exchange.Body.Span))
            throw errors.Unexpected(exchange, "with a body that is not JSON");
    }

    private T? Deserialize<T>(Exchange exchange, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return exchange.Body.IsEmpty ? null : JsonSerializer.Deserialize(exchange.Body.Span, type);
        }
        catch (JsonException exception)
        {
            // The data of a failure may have another shape, such as an empty list.
            throw ErrorShape.IsFailure(exchange.Body.Span)
                ? errors.Read(exchange)
                : errors.Unexpected(exchange, "with a body that is not the JSON of its contract", exception);
        }
    }
}
