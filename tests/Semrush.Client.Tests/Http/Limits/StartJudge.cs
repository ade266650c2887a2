namespace Semrush.Client.Tests.Http.Limits;

/// <summary>What a server sees of the limits: when requests start, and how many are under way.</summary>
internal sealed class StartJudge(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly List<TimeSpan> _starts = [];
    private int _underWay;

    public IReadOnlyList<TimeSpan> Starts
    {
        get
        {
            lock (_gate)
                return [.. _starts];
        }
    }

    public int MostUnderWay { get; private set; }

    public void Begin()
    {
        lock (_gate)
        {
            _starts.Add(time.GetElapsedTime(0));
            MostUnderWay = Math.Max(MostUnderWay, ++_underWay);
        }
    }

    public void End()
    {
        lock (_gate)
            _underWay--;
    }

    /// <summary>The most starts within a window, wherever it begins.</summary>
    public int MostWithin(TimeSpan window)
    {
        var starts = Starts;
        return starts.Select(first => starts.Count(start => start >= first && start < first + window)).DefaultIfEmpty().Max();
    }
}
