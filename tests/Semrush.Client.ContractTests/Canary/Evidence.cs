using System.Collections.Concurrent;

namespace Semrush.Client.ContractTests.Canary;

/// <summary>Everything that somebody could read.</summary>
internal sealed class Evidence
{
    private readonly ConcurrentDictionary<(string Channel, string Text), bool> _pieces = new();

    public IEnumerable<(string Channel, string Text)> All => _pieces.Keys;

    public int Count => _pieces.Count;

    public IReadOnlySet<string> Channels => _pieces.Keys.Select(piece => piece.Channel.Split(' ')[0]).ToHashSet(StringComparer.Ordinal);

    public void Add(string channel, string? text)
    {
        if (!string.IsNullOrEmpty(text))
            _pieces.TryAdd((channel, text), true);
    }

    /// <summary>What an object says of itself.</summary>
    public T Keep<T>(T made)
        where T : notnull
    {
        Add($"{Channel.Text} of {made.GetType().Name}", made.ToString());
        return made;
    }

    public void Add(string channel, IEnumerable<KeyValuePair<string, object?>> values)
    {
        foreach (var (name, value) in values)
            Add(channel, $"{name}={Shown(value)}");
    }

    private static string? Shown(object? value)
        => value is System.Collections.IEnumerable list and not string ? string.Join(',', list.Cast<object?>()) : value?.ToString();
}
