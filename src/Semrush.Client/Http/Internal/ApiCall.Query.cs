using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Semrush.Client.Http.Internal;

internal ref partial struct ApiCall
{
    public void RequiredQuery(string name, string? value, int minLength = 1, int maxLength = int.MaxValue, [CallerArgumentExpression(nameof(value))] string argument = "")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value, argument);
        Query(name, value, minLength, maxLength, argument);
    }

    public void RequiredQuery(string name, Timestamp value, [CallerArgumentExpression(nameof(value))] string argument = "")
    {
        if (value.ToString().Length == 0)
            throw new ArgumentException($"{argument} is empty: pass the timestamp that Semrush gave.", argument);
        Append(name, value.ToString());
    }

    public void RequiredQuery(string name, long value, long minimum = long.MinValue, long maximum = long.MaxValue, [CallerArgumentExpression(nameof(value))] string argument = "")
        => Query(name, value, minimum, maximum, argument);

    public void RequiredQuery<T>(string name, T value, [CallerArgumentExpression(nameof(value))] string argument = "")
        where T : struct, IOpenEnumeration<T>
    {
        if (value.Value.Length == 0)
            throw new ArgumentException($"{argument} has no value: choose one of the static members of {typeof(T).Name}.", argument);
        Append(name, value.Value);
    }

    public void RequiredQuery(string name, IReadOnlyList<string>? values, int minItems = 1, int maxItems = int.MaxValue, [CallerArgumentExpression(nameof(values))] string argument = "")
    {
        ArgumentNullException.ThrowIfNull(values, argument);
        Query(name, values, minItems, maxItems, argument);
    }

    public void Query(string name, string? value, int minLength = 0, int maxLength = int.MaxValue, [CallerArgumentExpression(nameof(value))] string argument = "")
    {
        if (value is null)
            return;
        Check.Argument(value.Length, minLength, maxLength, "characters", argument);
        Append(name, value);
    }

    public void Query(string name, Timestamp? value, [CallerArgumentExpression(nameof(value))] string argument = "")
    {
        if (value is { } timestamp)
            RequiredQuery(name, timestamp, argument);
    }

    public void Query(string name, bool? value)
    {
        if (value is { } flag)
            Append(name, flag ? "true" : "false");
    }

    public void Query<T>(string name, T? value, [CallerArgumentExpression(nameof(value))] string argument = "")
        where T : struct, IOpenEnumeration<T>
    {
        if (value is { } known)
            RequiredQuery(name, known, argument);
    }

    public void Query(string name, int? value, int minimum = int.MinValue, int maximum = int.MaxValue, [CallerArgumentExpression(nameof(value))] string argument = "")
        => QueryNumber(name, value, minimum, maximum, argument);

    public void Query(string name, long? value, long minimum = long.MinValue, long maximum = long.MaxValue, [CallerArgumentExpression(nameof(value))] string argument = "")
        => QueryNumber(name, value, minimum, maximum, argument);

    public void Query(string name, double? value, double minimum = double.MinValue, double maximum = double.MaxValue, [CallerArgumentExpression(nameof(value))] string argument = "")
        => QueryNumber(name, value, minimum, maximum, argument);

    public void Query(string name, IReadOnlyList<string>? values, int minItems = 0, int maxItems = int.MaxValue, [CallerArgumentExpression(nameof(values))] string argument = "")
    {
        if (values is null)
            return;
        Check.Argument(values.Count, minItems, maxItems, "entries", argument);
        AppendName(name);
        for (var i = 0; i < values.Count; i++)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(values[i], argument);
            if (i > 0)
                _url.AppendLiteral(",");
            UrlText.Append(ref _url, values[i]);
        }
    }

    private void QueryNumber<T>(string name, T? value, T minimum, T maximum, string argument)
        where T : struct, INumber<T>
    {
        if (value is not { } number)
            return;
        // Put this way round, it refuses NaN as well.
        if (!(number >= minimum && number <= maximum))
            throw new ArgumentOutOfRangeException(argument, number, Check.RangeText(argument, minimum, maximum));
        AppendName(name);
        _url.AppendLiteral(number.ToString(null, CultureInfo.InvariantCulture));
    }

    private void Append(string name, string value)
    {
        AppendName(name);
        UrlText.Append(ref _url, value);
    }

    private void AppendName(string name)
    {
        _url.AppendLiteral(_hasQuery ? "&" : "?");
        _url.AppendLiteral(name);
        _url.AppendLiteral("=");
        _hasQuery = true;
    }
}
