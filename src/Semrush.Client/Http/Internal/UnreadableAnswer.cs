namespace Semrush.Client.Http.Internal;

/// <summary>The runtime's complaints that quote what may hold a secret: the line of a response that is no HTTP, and the address of a proxy with its password.</summary>
internal static class UnreadableAnswer
{
    /// <summary>The exception, or one that says the same and quotes nothing.</summary>
    public static Exception Unquoted(Exception exception) => exception switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } failure
            => new HttpRequestException(HttpRequestError.ProxyTunnelError, "The proxy opened no tunnel.", statusCode: failure.StatusCode),
        _ when Quotes(exception) => new HttpIOException(HttpRequestError.InvalidResponse, "What came over the connection is not HTTP."),
        _ => exception,
    };

    public static bool Is(Exception exception) => ErrorOf(exception) is HttpRequestError.InvalidResponse;

    // What cannot be unpacked is told by the exception of the unpacking, which knows only lengths and checksums.
    private static bool Quotes(Exception? exception)
        => exception is not null && (Is(exception) && exception.InnerException is not (InvalidDataException or InvalidOperationException) || Quotes(exception.InnerException));

    private static HttpRequestError? ErrorOf(Exception exception) => exception switch
    {
        HttpRequestException failure => failure.HttpRequestError,
        HttpIOException failure => failure.HttpRequestError,
        _ => null,
    };
}
