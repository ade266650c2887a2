namespace Semrush.Client.Benchmarks.Report;

/// <summary>A part of the document: a table with what is to be known about it, and the targets that it decides.</summary>
internal sealed record Section(string Title, string Text, Table Table, IReadOnlyList<Verdict> Verdicts)
{
    /// <summary>Where another way was quicker, or took fewer bytes, than ours.</summary>
    public IReadOnlyList<string> Losses { get; init; } = [];
}
