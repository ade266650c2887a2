using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Semrush.Client.Http.Internal.Reading;

namespace Semrush.Client.Http.Internal;

/// <summary>The v4 envelope: <c>meta.success</c> and the data.</summary>
internal interface IEnvelope<out T>
{
    bool? Meta { get; }

    T? Data { get; }
}

/// <remarks>Reads the result from the JSON, and detects a failure that has status 200.</remarks>
internal sealed partial class ApiResponse
{
    public T Unwrap<TEnvelope, T>(JsonTypeInfo<TEnvelope> type)
        where TEnvelope : class, IEnvelope<T>
        where T : class
    {
        var envelope = Deserialize(type, out var notes);
        // An error beside success and data is ignored.
        if (notes is { HasFailure: true } && (envelope?.Meta != true || envelope.Data is null))
            throw _errors.Read(this);
        Report(notes);
        return envelope?.Data ?? throw Unreadable(notes, "$.data", "without the data that its contract promises");
    }

    public T Read<T>(JsonTypeInfo<T> type)
        where T : class
    {
        var result = Deserialize(type, out var notes);
        Accept(notes);
        return result ?? throw Unreadable(notes, "$", "without a body");
    }

    /// <summary>Checks that the response is an envelope or an empty body, or any object if its body is not documented.</summary>
    public void Confirm(bool isDocumented)
    {
        var isConfirmed = Parse(
            static (body, isDocumented) => IsEmpty(body) || IsConfirmation(body, isDocumented), isDocumented, out var notes);
        Accept(notes);
        // A page of a captive portal or a proxy has status 200 as well.
        if (!isConfirmed)
            throw Unreadable(notes, "$", "with something else than an envelope");
    }

    /// <summary>The JSON of a response that is in no contract; undefined if there is no body.</summary>
    public JsonElement ReadAny()
    {
        var json = Parse(static (body, _) => IsEmpty(body) ? default : ReadAny(body), false, out var notes);
        // An error beside success and data is ignored.
        var isSuccess = ErrorShape.Member(json, "data") is { ValueKind: not JsonValueKind.Null }
            && ErrorShape.Member(json, "meta") is { } meta && ErrorShape.Member(meta, "success") is { ValueKind: JsonValueKind.True };
        return notes is { HasFailure: true } && !isSuccess ? throw _errors.Read(this) : json;
    }

    /// <summary>Returns a copy of the body as a file. A JSON body that reports a failure fails the call.</summary>
    public SemrushFile ReadFile()
    {
        var type = DemandSuccess();
        var name = _response.Content.Headers.ContentDisposition;
        return new(new MemoryStream(Body.ToArray(), writable: false), type, (name?.FileNameStar ?? name?.FileName)?.Trim('"'));
    }

    /// <summary>Detaches the response. A JSON body that reports a failure fails the call.</summary>
    public HttpResponseMessage DetachSuccess()
    {
        DemandSuccess();
        return Detach();
    }

    /// <summary>The media type. A JSON body that reports a failure fails the call.</summary>
    private string DemandSuccess()
    {
        var type = _response.Content.Headers.ContentType?.MediaType ?? "application/octet-stream";
        if (type.EndsWith("json", StringComparison.OrdinalIgnoreCase))
            ReadAny();
        return type;
    }

    private static JsonElement ReadAny(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body, Json.Options);
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject)
            while (Json.Next(ref reader))
                Json.Unknown(ref reader);
        return JsonElement.Parse(body, new() { MaxDepth = Json.MaxDepth });
    }

    private static bool IsConfirmation(ReadOnlySpan<byte> body, bool isDocumented)
    {
        var reader = new Utf8JsonReader(body, Json.Options);
        reader.Read();
        var (isNothing, isEnvelope) = (reader.TokenType is JsonTokenType.Null or JsonTokenType.StartObject, false);
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (Json.Next(ref reader))
            {
                isNothing = false;
                isEnvelope |= !isDocumented || reader.ValueTextEquals("meta"u8) || reader.ValueTextEquals("data"u8);
                Json.Unknown(ref reader);
            }
        }
        else if (!isNothing)
        {
            Json.Notes.AddAbsent(ref reader, "an envelope");
        }

        // Throws if anything follows.
        reader.Read();
        return isNothing || isEnvelope;
    }

    private static bool IsEmpty(ReadOnlySpan<byte> body) => body.Trim(" \t\r\n"u8).IsEmpty;

    private T? Deserialize<T>(JsonTypeInfo<T> type, out Json.Notes? notes)
        where T : class
        => Parse(static (body, type) => IsEmpty(body) ? null : JsonSerializer.Deserialize(body, type), type, out notes);

    private T Parse<TInfo, T>(Func<ReadOnlySpan<byte>, TInfo, T> read, TInfo info, out Json.Notes? notes)
    {
        // Drops the notes of an earlier response whose reading failed on this thread.
        Json.Notes.Take();
        try
        {
            var result = read(Body.Span, info);
            notes = Json.Notes.Take();
            return result;
        }
        catch (JsonException exception)
        {
            // A failure may have been reported before the body broke off.
            if (Json.Notes.Take() is { HasFailure: true })
                throw _errors.Read(this);
            var path = JsonPath.OfEnd(Body.Span);
            var how = path == "$" ? "with a body that is not JSON" : $"with JSON that is malformed at {path}";
            throw _errors.Unexpected(this, how, exception);
        }
    }

    private void Accept(Json.Notes? notes)
    {
        if (notes is { HasFailure: true })
            throw _errors.Read(this);
        Report(notes);
    }

    private void Report(Json.Notes? notes)
    {
        if (notes is not null || _repairs is not null)
            _errors.Report(this, notes);
    }

    private SemrushApiException Unreadable(Json.Notes? notes, string root, string otherwise)
    {
        var (deviation, path, _) = JsonPath.Resolve(Body.Span, notes?.Deviations ?? [])
            .FirstOrDefault(found => found.Exact == "$" || found.Exact == root || found.Exact == root + ".id");
        return _errors.Unexpected(this, path is null
            ? otherwise
            : $"{path} is not of its documented form: {deviation.Expected} was expected, and {deviation.Found} was found");
    }
}
