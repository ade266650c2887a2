namespace Semrush.Client;

/// <summary>What every call of an operation can be given, beside the parameters of the operation.</summary>
public record RequestOptions
{
    /// <summary>Is told of the successful response, before the call returns what was read from it.</summary>
    /// <remarks>
    /// A list that is read page by page tells of the response of each page. Failed attempts are not told of: the failure of a call is an
    /// exception, which says the same. What this throws fails the call, which is not repeated.
    /// </remarks>
    public Action<SemrushResponse>? OnResponse { get; init; }
}
