using System.Runtime.CompilerServices;

namespace Semrush.Client.Http.Internal;

/// <summary>A request as a generated method states it: operation, address, parameters, body.</summary>
internal ref partial struct ApiCall
{
    private readonly ApiOperation _operation;
    private DefaultInterpolatedStringHandler _url;
    private bool _hasQuery;
    private ReadOnlyMemory<byte> _body;
    private string? _contentType;
    private IReadOnlyList<string>? _secrets;
    private List<KeyValuePair<string, string>>? _headers;

    public ApiCall(ApiOperation operation, string server, [InterpolatedStringHandlerArgument(nameof(server))] UrlPath path)
    {
        _ = server;
        _operation = operation;
        _url = path.Url;
    }

    /// <summary>The address, for a page that a person opens.</summary>
    public Uri ToUri() => new(_url.ToStringAndClear());

    /// <summary>The request, ready to be sent any number of times.</summary>
    public PreparedRequest Prepare(RequestOptions? options = null) => new(_operation, ToUri(), _body, _contentType, _secrets ?? [], _headers ?? [], options?.OnResponse);
}
