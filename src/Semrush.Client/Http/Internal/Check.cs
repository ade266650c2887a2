using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Semrush.Client.Http.Internal;

/// <summary>The limits of a contract, checked before a request is sent. No message repeats a value: it may be a secret.</summary>
internal readonly struct Check
{
    private readonly string _argument;
    private readonly string _prefix;

    private Check(string argument, string prefix)
    {
        _argument = argument;
        _prefix = prefix;
    }

    public static void Body<T>(T request)
        where T : class, IChecked
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Check(new(nameof(request), ""));
    }

    public static void AnyOf(params ReadOnlySpan<(string Name, bool IsSet)> parameters)
    {
        foreach (var (_, isSet) in parameters)
            if (isSet)
                return;
        throw new ArgumentException($"Give at least one of {Join(parameters, " or ")}.", parameters[0].Name);
    }

    public static void Argument(int count, int minimum, int maximum, string unit, string argument)
    {
        if (count < minimum || count > maximum)
            throw new ArgumentException(CountText(argument, count, minimum, maximum, unit), argument);
    }

    public static void Limits(string? value, int minLength = 0, int maxLength = int.MaxValue, [CallerArgumentExpression(nameof(value))] string argument = "")
    {
        if (value is not null)
            Argument(value.Length, minLength, maxLength, "characters", argument);
    }

    public static void Limits(long? value, long minimum = long.MinValue, long maximum = long.MaxValue, [CallerArgumentExpression(nameof(value))] string argument = "")
    {
        if (value < minimum || value > maximum)
            throw new ArgumentOutOfRangeException(argument, value, RangeText(argument, minimum, maximum));
    }

    public static void Limits(double? value, double minimum = double.MinValue, double maximum = double.MaxValue, [CallerArgumentExpression(nameof(value))] string argument = "")
    {
        // Put this way round, it refuses NaN as well.
        if (value is { } number && !(number >= minimum && number <= maximum))
            throw new ArgumentOutOfRangeException(argument, value, RangeText(argument, minimum, maximum));
    }

    public static void Pattern(string? value, Regex pattern, [CallerArgumentExpression(nameof(value))] string argument = "")
        => new Check(argument, "").Pattern(argument, value, pattern);

    public static string RangeText<T>(string name, T minimum, T maximum)
        => string.Create(CultureInfo.InvariantCulture, $"{name} must be from {minimum} to {maximum}.");

    public void Exclusive(params ReadOnlySpan<(string Name, bool IsSet)> members)
    {
        var set = 0;
        foreach (var (_, isSet) in members)
            set += isSet ? 1 : 0;
        if (set > 1)
            throw new ArgumentException($"Set only one of {Join(members, " and ")}: they exclude each other.", _argument);
    }

    public void Required(string name, object? value)
    {
        if (value is Guid guid ? guid == Guid.Empty : value?.ToString() is null or "")
            throw new ArgumentException($"{_prefix}{name} is required.", _argument);
    }

    public void Length(string name, string? value, int minimum, int maximum)
    {
        if (value is not null && (value.Length < minimum || value.Length > maximum))
            throw new ArgumentException(CountText(_prefix + name, value.Length, minimum, maximum, "characters"), _argument);
    }

    public void Count<T>(string name, IReadOnlyCollection<T>? value, int minimum, int maximum)
    {
        if (value is not null && (value.Count < minimum || value.Count > maximum))
            throw new ArgumentException(CountText(_prefix + name, value.Count, minimum, maximum, "entries"), _argument);
    }

    public void Items(string name, IReadOnlyList<string>? values, int maximum)
    {
        for (var i = 0; i < values?.Count; i++)
        {
            var item = string.Create(CultureInfo.InvariantCulture, $"{name}[{i}]");
            if (string.IsNullOrWhiteSpace(values[i]))
                throw new ArgumentException($"{_prefix}{item} is empty.", _argument);
            Length(item, values[i], 1, maximum);
        }
    }

    public void Range<T>(string name, T? value, T minimum, T maximum)
        where T : struct, INumber<T>
    {
        if (value is { } number && !(number >= minimum && number <= maximum))
            throw new ArgumentException(RangeText(_prefix + name, minimum, maximum), _argument);
    }

    public void Pattern(string name, string? value, Regex pattern)
    {
        if (value is null)
            return;
        // The whole text: a "$" alone would let a line break at the end pass.
        var match = pattern.Match(value);
        if (!match.Success || match.Length != value.Length)
            throw new ArgumentException($"{_prefix}{name} must match {pattern}.", _argument);
    }

    public void Nested(string name, object? value)
    {
        if (value is IChecked model)
            model.Check(new(_argument, $"{_prefix}{name}."));
        else if (value is IEnumerable list and not string)
        {
            var index = 0;
            foreach (var item in list)
            {
                Required(string.Create(CultureInfo.InvariantCulture, $"{name}[{index}]"), item);
                Nested(string.Create(CultureInfo.InvariantCulture, $"{name}[{index++}]"), item);
            }
        }
    }

    private static string CountText(string name, int count, int minimum, int maximum, string unit)
        => maximum == int.MaxValue
            ? string.Create(CultureInfo.InvariantCulture, $"{name} must have at least {minimum} {unit}, but has {count}.")
            : string.Create(CultureInfo.InvariantCulture, $"{name} must have {minimum} to {maximum} {unit}, but has {count}.");

    private static string Join(ReadOnlySpan<(string Name, bool IsSet)> members, string separator)
    {
        var names = new string[members.Length];
        for (var i = 0; i < members.Length; i++)
            names[i] = members[i].Name;
        return string.Join(separator, names);
    }
}
