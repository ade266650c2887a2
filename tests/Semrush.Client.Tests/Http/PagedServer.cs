using System.Globalization;

namespace Semrush.Client.Tests.Http;

/// <summary>A server with a list, made up by chance: it pages as it likes, and tells about it as much or as little as it likes.</summary>
internal sealed class PagedServer
{
    private readonly Random _random;
    private readonly List<int[]> _pages = [];
    private readonly bool _saysLast;
    private readonly bool _saysTotal;
    private readonly bool _saysNumber;

    /// <param name="seed">Makes the same server again.</param>
    /// <param name="gets">Whether it forgets to turn pages at some point.</param>
    public PagedServer(int seed, bool gets)
    {
        _random = new(seed);
        (_saysLast, _saysTotal, _saysNumber) = (Chance(), Chance(), Chance());
        var count = _random.Next(gets ? 1 : 0, 12);
        // Short pages among long ones: the size that was asked for is ignored.
        for (var first = 0; _pages.Count < count; first += _pages[^1].Length)
            _pages.Add([.. Enumerable.Range(first, _random.Next(1, 8))]);
        StuckAt = gets ? _random.Next(0, count) : null;
    }

    /// <summary>The page that is given for all that follow.</summary>
    public int? StuckAt { get; }

    /// <summary>All that a client can read of the list.</summary>
    public IEnumerable<int> Readable => _pages.Take(StuckAt + 1 ?? _pages.Count).SelectMany(page => page);

    /// <summary>How often a client has to ask: without a word on the last page, once more than there are pages.</summary>
    public int Requests => StuckAt is { } stuck ? stuck + 2 : Math.Max(1, _pages.Count + (_saysLast || _saysTotal ? 0 : 1));

    public static int Asked(SentRequest request)
        => int.Parse(request.Query.TrimStart('?').Split('&').Single(part => part.StartsWith("page=", StringComparison.Ordinal)).AsSpan(5), CultureInfo.InvariantCulture);

    /// <summary>The page as JSON, its items written by the caller.</summary>
    public string Page(int asked, Func<int, string> item)
    {
        var shown = StuckAt is { } stuck ? Math.Min(asked, stuck) : asked;
        var content = shown < _pages.Count ? _pages[shown] : [];
        var members = new List<string> { $"\"content\":[{string.Join(',', content.Select(item))}]" };
        var isEnd = StuckAt is null && shown >= _pages.Count - 1;
        if (_saysLast)
            members.Add($"\"last\":{(isEnd ? "true" : "false")}");
        // Beside "last" the total may be anything. Alone it has to be right about the end, and may change until then.
        if (_saysTotal && (_saysLast ? StuckAt is null : true))
            members.Add(string.Create(CultureInfo.InvariantCulture, $"\"totalPages\":{Total(asked, isEnd)}"));
        // A stuck server returns the right number or the requested one; the latter only where no count would end the list.
        if (_saysNumber)
            members.Add(string.Create(CultureInfo.InvariantCulture, $"\"number\":{(_saysTotal ? shown : asked)}"));
        return $"{{{string.Join(',', members)}}}";
    }

    private int Total(int asked, bool isEnd) => _saysLast ? _random.Next(-1, 20) : isEnd ? _random.Next(-1, asked + 2) : _random.Next(asked + 2, asked + 20);

    private bool Chance() => _random.Next(2) == 0;
}
