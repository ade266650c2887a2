namespace Semrush.Client.ContractTests.Wire;

/// <summary>What a client has to make of a faulty answer.</summary>
internal enum WireOutcome
{
    /// <summary>The connection broke, or what came over it is no HTTP.</summary>
    Broken,

    /// <summary>The time limit passed.</summary>
    TimedOut,

    /// <summary>There was an answer, and it is not what its contract promises.</summary>
    Unexpected,

    /// <summary>The answer is good enough.</summary>
    Result,
}
