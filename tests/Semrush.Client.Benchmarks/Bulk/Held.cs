namespace Semrush.Client.Benchmarks.Bulk;

/// <summary>How many results have come that the reader has not taken yet.</summary>
internal sealed class Held
{
    private readonly Lock _gate = new();

    private int _now;

    public int Most { get; private set; }

    public void Add()
    {
        lock (_gate)
            Most = Math.Max(Most, ++_now);
    }

    public void Take()
    {
        lock (_gate)
            _now--;
    }
}
