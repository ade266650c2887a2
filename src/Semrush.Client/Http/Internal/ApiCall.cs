using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Semrush.Client.Http.Internal;

/// <summary>A request whose body contains secrets, which must not appear in messages.</summary>
internal interface ISecretBearer
{
    IEnumerable<string?> Secrets { get; }
}

/// <summary>A request of a partial update.</summary>
internal interface IMasked
{
    /// <summary>The wire names of the members that the caller has set, those that are set to null included.</summary>
    IReadOnlyList<string> Members { get; }
}

/// <summary>The request that a generated method builds: operation, address, parameters, body.</summary>
/// <remarks>Its path is an interpolated string, such as <c>$"campaigns/{campaignId}"</c>. Each value becomes one escaped segment.</remarks>
[InterpolatedStringHandler]
internal ref partial struct ApiCall
{
    private const int StackLimit = 256;

    private readonly ApiOperation _operation;
    private DefaultInterpolatedStringHandler _url;
    private bool _hasQuery;
    private ReadOnlyMemory<byte> _body;
    private string? _contentType;
    private IReadOnlyList<string>? _secrets;
    private List<KeyValuePair<string, string>>? _headers;

    public ApiCall(int literalLength, int formattedCount, ApiOperation operation, string server)
    {
        _operation = operation;
        _url = new(literalLength + server.Length, formattedCount, CultureInfo.InvariantCulture);
        _url.AppendLiteral(server);
    }

    public static ApiCall To(
        ApiOperation operation, string server, [InterpolatedStringHandlerArgument(nameof(operation), nameof(server))] ApiCall path)
    {
        _ = (operation, server);
        return path;
    }

    public void AppendLiteral(string value) => _url.AppendLiteral(value);

    public void AppendFormatted<T>(T value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        var text = Text(value, name);
        // Uri would resolve "." and "..", and the request would reach another resource.
        if (text is "." or "..")
            throw new ArgumentException($"{name} is not an identifier.", name);
        AppendEscaped(text);
    }

    public void RequiredHeader<T>(string name, T? value, [CallerArgumentExpression(nameof(value))] string argument = "")
    {
        var text = Text(value, argument);
        // Other characters would end the header or be changed.
        if (text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            throw new ArgumentException($"{argument} must be of printable ASCII characters: it is sent in a header.", argument);
        (_headers ??= []).Add(new(name, text));
    }

    public void Header<T>(string name, T? value, [CallerArgumentExpression(nameof(value))] string argument = "")
    {
        if (value is not null)
            RequiredHeader(name, value, argument);
    }

    public void Json<T>(T request, JsonTypeInfo<T> type)
        where T : class, IChecked
    {
        SetBody(request, "application/json");
        _body = JsonSerializer.SerializeToUtf8Bytes(request, type);
    }

    /// <summary>Sends a list. Each item is checked like a body.</summary>
    public void Json<T>(IReadOnlyList<T> request, JsonTypeInfo<IReadOnlyList<T>> type)
        where T : class, IChecked
    {
        ArgumentNullException.ThrowIfNull(request);
        _contentType = "application/json";
        foreach (var item in request)
            SetBody(item, _contentType);
        _body = JsonSerializer.SerializeToUtf8Bytes(request, type);
    }

    /// <summary>Adds the names of the members that the caller has set, as a list in the query.</summary>
    /// <exception cref="ArgumentException">No member is set.</exception>
    public void Mask(string name, IMasked request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Members is { Count: > 0 } members)
            Query(name, members);
        else
            throw new ArgumentException("Set at least one member. A member that is set to null is cleared.", nameof(request));
    }

    /// <summary>Sends the members of a flat object as a form. The entries of a list are joined by commas.</summary>
    public void Form<T>(T request, JsonTypeInfo<T> type)
        where T : class, IChecked
    {
        SetBody(request, "application/x-www-form-urlencoded");
        var fields = JsonSerializer.SerializeToElement(request, type).EnumerateObject();
        var text = fields.Select(static field => $"{Uri.EscapeDataString(field.Name)}={Uri.EscapeDataString(FormText(field.Value))}");
        _body = Encoding.ASCII.GetBytes(string.Join('&', text));
    }

    /// <summary>The address, for a page that a person opens.</summary>
    public Uri ToUri() => new(_url.ToStringAndClear());

    /// <summary>The request, which can be sent any number of times.</summary>
    public ApiRequest Prepare(RequestOptions? options = null)
        => new(_operation, ToUri(), _body, _contentType, _secrets ?? [], _headers ?? [], options?.OnResponse);

    private void SetBody(IChecked request, string contentType)
    {
        Check.Body(request);
        _contentType = contentType;
        if (request is ISecretBearer bearer)
            _secrets = [.. _secrets ?? [], .. bearer.Secrets.OfType<string>().Where(secret => secret.Length > 0)];
    }

    private static string FormText(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Array => string.Join(',', value.EnumerateArray().Select(FormText)),
        JsonValueKind.Object => throw new NotSupportedException("A form has no place for an object."),
        _ => value.ToString(),
    };

    // The text of a value in a path, a query or a header, in every culture.
    private static string Text<T>(T? value, string argument)
    {
        var text = value switch
        {
            bool flag => flag ? "true" : "false",
            DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            // A string, or a type whose ToString() is the value on the wire: a timestamp, an open enumeration.
            _ => value?.ToString(),
        };
        if (text is null)
            throw new ArgumentNullException(argument);
        return string.IsNullOrWhiteSpace(text)
            ? throw new ArgumentException($"{argument} is empty: give it a value, or leave it out where it is optional.", argument)
            : text;
    }

    private void AppendEscaped(string value)
    {
        if (value.Length <= StackLimit)
        {
            Span<char> escaped = stackalloc char[StackLimit * 3];
            if (Uri.TryEscapeDataString(value, escaped, out var written))
            {
                _url.AppendFormatted(escaped[..written]);
                return;
            }
        }

        _url.AppendLiteral(Uri.EscapeDataString(value));
    }
}
