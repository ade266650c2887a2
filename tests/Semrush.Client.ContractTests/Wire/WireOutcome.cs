namespace Semrush.Client.ContractTests.Wire;

/// <summary>What a client has to make of a faulty answer.</summary>
internal enum WireOutcome
{
    /// <summary>The connection broke, or what came over it is no HTTP.</summary>
    Broken,

    /// <summary>The body broke off, or cannot be unpacked: a success is lost, a failure has still its status.</summary>
    BodyBroken,

    /// <summary>The time limit passed.</summary>
    TimedOut,

    /// <summary>There was an answer, and it is not what its contract promises.</summary>
    Unexpected,

    /// <summary>The answer is good enough.</summary>
    Result,
}
