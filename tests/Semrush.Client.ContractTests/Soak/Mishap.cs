namespace Semrush.Client.ContractTests.Soak;

/// <summary>What happens to a request on its way.</summary>
internal enum Mishap
{
    None,
    Status429,
    Status429WithRetryAfter,
    Status500,
    Status502,
    Status503,
    Status504,
    Status550,
    Status553,

    /// <summary>The connection is reset before the request is read.</summary>
    ResetBefore,

    /// <summary>The call is carried out, then the connection is reset.</summary>
    ResetAfter,

    /// <summary>The call is carried out, and answered when its client has given up.</summary>
    Late,

    /// <summary>The call is carried out, and the connection breaks within the body of its answer.</summary>
    CutBody,

    /// <summary>The call is carried out, and its answer is not JSON any more.</summary>
    MalformedBody,
}
