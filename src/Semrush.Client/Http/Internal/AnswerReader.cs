using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Semrush.Client.Diagnostics.Internal;
using Semrush.Client.Http.Internal.Reading;

namespace Semrush.Client.Http.Internal;

/// <summary>Makes the result of a successful answer: reads its JSON, unwraps it, and finds the failure that comes with status 200.</summary>
internal sealed class AnswerReader(ErrorReader errors, DeviationReport deviations)
{
    public T Unwrap<TEnvelope, T>(Exchange exchange, JsonTypeInfo<TEnvelope> type)
        where TEnvelope : class, IEnvelope<T>
        where T : class
    {
        var envelope = Deserialize(exchange, type, out var notes);
        // Where the server says that the call succeeded and gives its data, an error beside them takes nothing away.
        if (notes is { HasFailure: true } && (envelope?.Meta?.Success != true || envelope.Data is null))
            throw errors.Read(exchange);
        deviations.Add(exchange, notes);
        return envelope?.Data ?? throw Unreadable(exchange, notes, "$.data", "without the data that its contract promises");
    }

    public T Read<T>(Exchange exchange, JsonTypeInfo<T> type)
        where T : class
    {
        var result = Deserialize(exchange, type, out var notes);
        if (notes is { HasFailure: true })
            throw errors.Read(exchange);
        deviations.Add(exchange, notes);
        return result ?? throw Unreadable(exchange, notes, "$", "without a body");
    }

    /// <summary>Checks that the response is a confirmation: an envelope, or a body that says nothing.</summary>
    public void Confirm(Exchange exchange)
    {
        var isConfirmed = false;
        ReadingNotes.Take();
        try
        {
            isConfirmed = IsEmpty(exchange) || IsConfirmation(exchange.Body.Span);
        }
        catch (JsonException exception)
        {
            throw Malformed(exchange, ReadingNotes.Take(), exception);
        }

        var notes = ReadingNotes.Take();
        if (notes is { HasFailure: true })
            throw errors.Read(exchange);
        deviations.Add(exchange, notes);
        // A portal or a proxy says 200, too; what it sends is not an answer of Semrush.
        if (!isConfirmed)
            throw Unreadable(exchange, notes, "$", "with something else than an envelope");
    }

    /// <summary>The JSON of a response that no contract describes; undefined where there is no body.</summary>
    public JsonElement ReadAny(Exchange exchange)
    {
        if (IsEmpty(exchange))
            return default;
        ReadingNotes.Take();
        try
        {
            var reader = new Utf8JsonReader(exchange.Body.Span, ModelReader.Options);
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartObject)
                while (ModelReader.Next(ref reader))
                    ModelReader.Unknown(ref reader);
            var json = JsonElement.Parse(exchange.Body.Span, new() { MaxDepth = ModelReader.MaxDepth });
            // Where the server says that the call succeeded and gives its data, an error beside them takes nothing away.
            var isSuccess = ErrorShape.Member(json, "data") is { ValueKind: not JsonValueKind.Null } && ErrorShape.Member(json, "meta") is { } meta && ErrorShape.Member(meta, "success") is { ValueKind: JsonValueKind.True };
            return ReadingNotes.Take() is { HasFailure: true } && !isSuccess ? throw errors.Read(exchange) : json;
        }
        catch (JsonException exception)
        {
            throw Malformed(exchange, ReadingNotes.Take(), exception);
        }
    }

    private T? Deserialize<T>(Exchange exchange, JsonTypeInfo<T> type, out ReadingNotes? notes)
        where T : class
    {
        // What another reading of this thread may have left behind, had it been broken off, is not of this response.
        ReadingNotes.Take();
        try
        {
            var result = IsEmpty(exchange) ? null : JsonSerializer.Deserialize(exchange.Body.Span, type);
            notes = ReadingNotes.Take();
            return result;
        }
        catch (JsonException exception)
        {
            throw Malformed(exchange, ReadingNotes.Take(), exception);
        }
    }

    private static bool IsEmpty(Exchange exchange) => exchange.Body.Span.Trim(" \t\r\n"u8).IsEmpty;

    private static bool IsConfirmation(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body, ModelReader.Options);
        reader.Read();
        var (isNothing, isEnvelope) = (reader.TokenType is JsonTokenType.Null or JsonTokenType.StartObject, false);
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (ModelReader.Next(ref reader))
            {
                isNothing = false;
                isEnvelope |= reader.ValueTextEquals("meta"u8) || reader.ValueTextEquals("data"u8);
                ModelReader.Unknown(ref reader);
            }
        }
        else if (!isNothing)
        {
            ReadingNotes.AddAbsent(ref reader, "an envelope");
        }

        // Nothing may follow.
        reader.Read();
        return isNothing || isEnvelope;
    }

    // What may be said of a failure was said before its body broke off.
    private SemrushApiException Malformed(Exchange exchange, ReadingNotes? notes, JsonException exception)
    {
        if (notes is { HasFailure: true })
            return errors.Read(exchange);
        var path = JsonPath.OfEnd(exchange.Body.Span);
        return errors.Unexpected(exchange, path == "$" ? "with a body that is not JSON" : $"with JSON that is malformed at {path}", exception);
    }

    private SemrushApiException Unreadable(Exchange exchange, ReadingNotes? notes, string root, string otherwise)
    {
        var cause = JsonPath.Resolve(exchange.Body.Span, notes?.Deviations ?? []).FirstOrDefault(found => found.Exact == "$" || found.Exact == root || found.Exact == root + ".id");
        return errors.Unexpected(exchange, cause.Exact is null
            ? otherwise
            : $"{cause.Exact} is not of its documented form: {cause.Deviation.Expected} was expected, and {cause.Deviation.Found} was found");
    }
}
