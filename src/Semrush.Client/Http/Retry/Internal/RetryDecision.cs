namespace Semrush.Client.Http.Retry.Internal;

/// <summary>What becomes of a call after a failed attempt.</summary>
internal enum RetryDecision
{
    /// <summary>It is sent again.</summary>
    Again,

    /// <summary>Repeating it would do harm or would not help.</summary>
    Final,

    /// <summary>The server asks for a longer wait than the settings allow.</summary>
    TooLong,

    /// <summary>The wait would go beyond the time limit of the call.</summary>
    OutOfTime,
}
