namespace Semrush.Client.Testing.MapRankTracker.Internal;

/// <summary>The credits of a month. What is spent comes back on the first day of the next one, UTC.</summary>
internal sealed class Credits(TimeProvider time, long total)
{
    private readonly long _initialTotal = total;
    private long _total = total;
    private long _spent;
    private DateOnly _month = MonthOf(time);

    public long Total
    {
        get => _total;
        set
        {
            _total = value;
            _spent = Math.Min(Spent, value);
        }
    }

    public long Spent
    {
        get
        {
            if (MonthOf(time) is var month && month != _month)
                (_month, _spent) = (month, 0);
            return _spent;
        }
    }

    public long Available
    {
        get => Total - Spent;
        set => (_month, _spent) = (MonthOf(time), Total - value);
    }

    public bool TrySpend(long credits)
    {
        if (credits > Available)
            return false;
        _spent += credits;
        return true;
    }

    public void Reset() => (_total, _spent) = (_initialTotal, 0);

    private static DateOnly MonthOf(TimeProvider time)
    {
        var now = time.GetUtcNow();
        return new DateOnly(now.Year, now.Month, 1);
    }
}
