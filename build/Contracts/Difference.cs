namespace Semrush.Contracts;

/// <summary>How a difference concerns users of the generated client.</summary>
public enum Impact
{
    /// <summary>Nothing that they have stops working.</summary>
    Compatible,

    /// <summary>Their code compiles and runs, and may do something else.</summary>
    Risky,

    /// <summary>Their code does not compile, their compiled programs fail, or calls of installed clients fail.</summary>
    Breaking,
}

/// <summary>A difference between a contract and another document.</summary>
/// <param name="Place">The operation, parameter, body or schema that differs.</param>
/// <param name="Key">What the other document has there, as x-semrush-differs names it.</param>
/// <param name="Text">What differs, in words.</param>
/// <param name="Impact">How it concerns users.</param>
/// <param name="Effect">What happens to them.</param>
/// <param name="Line">The line of the contract.</param>
/// <param name="Reason">Why the contract differs, if it explains that.</param>
public sealed record Difference(string Place, string Key, string Text, Impact Impact, string Effect, int Line, string? Reason);
