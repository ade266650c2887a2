using System.Text;

namespace Semrush.Client.Benchmarks.Report;

/// <summary>A table in Markdown; numbers stand on the right.</summary>
internal sealed class Table(params string[] columns)
{
    private readonly List<string[]> _rows = [];

    public Table Add(params string[] cells)
    {
        _rows.Add(cells);
        return this;
    }

    /// <summary>A row for each case of one size, the quickest first, over one of them.</summary>
    public void AddCases(IEnumerable<CaseFigures> size, string baseline)
    {
        var cases = size.OrderBy(figures => figures.Median).ToList();
        var limit = cases.Single(figures => figures.Client == baseline);
        foreach (var figures in cases)
            Add(
                Figures.Number(figures.Points),
                figures.Client,
                Figures.Number(figures.Median / 1000, 1),
                figures.TimeOver(limit),
                Figures.Number(figures.Bytes),
                Figures.Times((double)figures.Bytes / limit.Bytes));
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        Append(text, columns);
        Append(text, [.. columns.Select((_, index) => _rows.TrueForAll(row => IsNumber(row[index])) ? "---:" : "---")]);
        foreach (var row in _rows)
            Append(text, row);
        return text.ToString();
    }

    private static bool IsNumber(string cell) => cell.Length > 0 && char.IsAsciiDigit(cell[0]);

    private static void Append(StringBuilder text, string[] cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
