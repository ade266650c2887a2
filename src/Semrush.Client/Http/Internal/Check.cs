using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Semrush.Client.Http.Internal;

/// <summary>A model that can be checked against the limits of its contract.</summary>
internal interface IChecked
{
    void Check(Check check);
}

/// <summary>Checks the limits of a contract before a request is sent. Messages contain no values, which may be secrets.</summary>
/// <remarks>Static members check the arguments of a method, instance members the members of its request.</remarks>
internal readonly struct Check
{
    private readonly string _argument;
    private readonly string _prefix;

    private Check(string argument, string prefix) => (_argument, _prefix) = (argument, prefix);

    public static void Body(IChecked request)
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

    public static void Limits(
        string? value, int minLength = 0, int maxLength = int.MaxValue, [CallerArgumentExpression(nameof(value))] string argument = "")
        => new Check(argument, "").Length(argument, value, minLength, maxLength);

    public static void Limits(
        long? value, long minimum = long.MinValue, long maximum = long.MaxValue,
        [CallerArgumentExpression(nameof(value))] string argument = "")
    {
        if (value is { } number)
            Limits(number, minimum, maximum, argument);
    }

    public static void Limits(
        double? value, double minimum = double.MinValue, double maximum = double.MaxValue,
        [CallerArgumentExpression(nameof(value))] string argument = "")
    {
        if (value is { } number)
            Limits(number, minimum, maximum, argument);
    }

    public static void Limits<T>(T value, T minimum, T maximum, string argument)
        where T : struct, INumber<T>
    {
        if (!IsWithin(value, minimum, maximum))
            throw new ArgumentOutOfRangeException(argument, value, RangeText(argument, minimum, maximum));
    }

    public static void Items(int count, int minimum, int maximum, string argument)
        => new Check(argument, "").Count(argument, count, minimum, maximum, "entries");

    public static void Pattern(string? value, Regex pattern, [CallerArgumentExpression(nameof(value))] string argument = "")
        => new Check(argument, "").Pattern(argument, value, pattern);

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
        if (value is not null)
            Count(name, value.Length, minimum, maximum, "characters");
    }

    public void Count<T>(string name, IReadOnlyCollection<T>? value, int minimum, int maximum)
    {
        if (value is not null)
            Count(name, value.Count, minimum, maximum, "entries");
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
        if (value is { } number && !IsWithin(number, minimum, maximum))
            throw new ArgumentException(RangeText(_prefix + name, minimum, maximum), _argument);
    }

    public void Pattern(string name, string? value, Regex pattern)
    {
        if (value is null)
            return;
        // The whole text must match: "$" also matches before a final line break.
        var match = pattern.Match(value);
        if (!match.Success || match.Length != value.Length)
            throw new ArgumentException($"{_prefix}{name} must match {pattern}.", _argument);
    }

    /// <summary>A rule of a handwritten <c>CheckRules</c>. The fault follows the name in the message. It must not contain values.</summary>
    public void Rule(bool isKept, string name, string fault)
    {
        if (!isKept)
            throw new ArgumentException($"{_prefix}{name} {fault}.", _argument);
    }

    public void Nested(string name, object? value)
    {
        if (value is IChecked model)
            model.Check(new(_argument, $"{_prefix}{name}."));
        else if (value is IEnumerable list and not (string or byte[]))
        {
            var index = 0;
            foreach (var item in list)
            {
                var entry = string.Create(CultureInfo.InvariantCulture, $"{name}[{index++}]");
                Required(entry, item);
                Nested(entry, item);
            }
        }
    }

    public void Nested<TKey, T>(string name, IReadOnlyDictionary<TKey, T>? map) => Nested(name, (object?)map?.Values);

    private void Count(string name, int count, int minimum, int maximum, string unit)
    {
        if (count >= minimum && count <= maximum)
            return;
        var limits = maximum == int.MaxValue ? $"at least {minimum}" : $"{minimum} to {maximum}";
        throw new ArgumentException($"{_prefix}{name} must have {limits} {unit}, but has {count}.", _argument);
    }

    // Written so that it is false for NaN.
    private static bool IsWithin<T>(T value, T minimum, T maximum)
        where T : struct, INumber<T>
        => value >= minimum && value <= maximum;

    private static string RangeText<T>(string name, T minimum, T maximum)
        => string.Create(CultureInfo.InvariantCulture, $"{name} must be from {minimum} to {maximum}.");

    private static string Join(ReadOnlySpan<(string Name, bool IsSet)> members, string separator)
    {
        var names = new string[members.Length];
        for (var i = 0; i < members.Length; i++)
            names[i] = members[i].Name;
        return string.Join(separator, names);
    }
}
