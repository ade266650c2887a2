namespace Semrush.Client.Benchmarks.Report;

/// <summary>A target, and what was measured.</summary>
internal sealed record Verdict(string Figure, string Target, string Measured, bool Met);
