using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;

namespace Semrush.Client.ContractTests.Canary;

/// <summary>Everything that a program has put out.</summary>
internal sealed class Evidence
{
    private const int Depth = 6;

    private readonly ConcurrentDictionary<(string Channel, string Text), bool> _pieces = new();

    public IEnumerable<(string Channel, string Text)> All => _pieces.Keys;

    public int Count => _pieces.Count;

    public IReadOnlySet<string> Channels => _pieces.Keys.Select(piece => piece.Channel.Split(' ')[0]).ToHashSet(StringComparer.Ordinal);

    public void Add(string channel, string? text)
    {
        if (!string.IsNullOrEmpty(text))
            _pieces.TryAdd((channel, text), true);
    }

    /// <summary>Adds the <c>ToString()</c> of an object.</summary>
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

    /// <summary>An exception with everything that its properties reach.</summary>
    public void Add(Exception exception) => Walk(exception.GetType().Name, exception, Depth);

    private void Walk(string path, object? value, int depth)
    {
        if (value is null || depth == 0)
            return;
        Add($"{Channel.Exception} {path}", value.ToString());
        if (value is string or Type or MemberInfo or CancellationToken or Task || value.GetType().IsPrimitive || value.GetType().IsEnum)
            return;
        if (value is IEnumerable list)
        {
            foreach (var item in list)
                Walk($"{path}[]", item, depth - 1);
            return;
        }

        foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
            if (property.GetIndexParameters().Length == 0)
                Walk($"{path}.{property.Name}", Read(property, value), depth - 1);
    }

    private static object? Read(PropertyInfo property, object value)
    {
        try
        {
            return property.GetValue(value);
        }
        catch (Exception exception) when (exception is TargetInvocationException or NotSupportedException)
        {
            return null;
        }
    }

    private static string? Shown(object? value)
        => value is IEnumerable list and not string ? string.Join(',', list.Cast<object?>()) : value?.ToString();
}

/// <summary>The outputs of a program.</summary>
internal static class Channel
{
    public const string Log = "log";
    public const string Exception = "exception";
    public const string Text = "ToString";
    public const string Activity = "activity";
    public const string Meter = "meter";
    public const string EventSource = "event-source";
    public const string Output = "stdout";
    public const string Error = "stderr";
    public const string File = "file";

    public static readonly string[] All = [Log, Exception, Text, Activity, Meter, EventSource, Output, Error, File];
}
