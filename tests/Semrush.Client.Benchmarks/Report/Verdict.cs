namespace Semrush.Client.Benchmarks.Report;

/// <summary>A target, and what was measured.</summary>
internal sealed record Verdict(string Figure, string Target, string Measured, bool Met)
{
    public const string WithinSpread = "within the spread";

    /// <summary>Where the target lies within the spread; empty where it is beyond it, and another run would say the same.</summary>
    public string Doubt { get; init; } = "";

    public string Answer => (Met ? "yes" : "**no**") + (Doubt.Length > 0 ? ", " + Doubt : "");
}
