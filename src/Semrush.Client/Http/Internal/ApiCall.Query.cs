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

    public void RequiredQuery<T>(string name, T value, [CallerArgumentExpression(nameof(value))] string argument = "")
        where T : struct
        => Append(name, ParameterText.Of(value, argument));

    [OverloadResolutionPriority(1)]
    public void RequiredQuery(string name, long value, long minimum = long.MinValue, long maximum = long.MaxValue, [CallerArgumentExpression(nameof(value))] string argument = "")
        => Query(name, value, minimum, maximum, argument);

    [OverloadResolutionPriority(1)]
    public void RequiredQuery(string name, double value, double minimum = double.MinValue, double maximum = double.MaxValue, [CallerArgumentExpression(nameof(value))] string argument = "")
        => Query(name, value, minimum, maximum, argument);

    public void RequiredQuery<T>(string name, IReadOnlyList<T>? values, int minItems = 1, int maxItems = int.MaxValue, [CallerArgumentExpression(nameof(values))] string argument = "")
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

    public void Query<T>(string name, T? value, [CallerArgumentExpression(nameof(value))] string argument = "")
        where T : struct
    {
        if (value is { } given)
            RequiredQuery(name, given, argument);
    }

    [OverloadResolutionPriority(1)]
    public void Query(string name, int? value, int minimum = int.MinValue, int maximum = int.MaxValue, [CallerArgumentExpression(nameof(value))] string argument = "")
        => QueryNumber(name, value, minimum, maximum, argument);

    [OverloadResolutionPriority(1)]
    public void Query(string name, long? value, long minimum = long.MinValue, long maximum = long.MaxValue, [CallerArgumentExpression(nameof(value))] string argument = "")
        => QueryNumber(name, value, minimum, maximum, argument);

    [OverloadResolutionPriority(1)]
    public void Query(string name, double? value, double minimum = double.MinValue, double maximum = double.MaxValue, [CallerArgumentExpression(nameof(value))] string argument = "")
        => QueryNumber(name, value, minimum, maximum, argument);

    public void Query<T>(string name, IReadOnlyList<T>? values, int minItems = 0, int maxItems = int.MaxValue, [CallerArgumentExpression(nameof(values))] string argument = "")
    {
        if (values is null)
            return;
        Check.Argument(values.Count, minItems, maxItems, "entries", argument);
        AppendName(name);
        for (var i = 0; i < values.Count; i++)
        {
            var text = ParameterText.Of(values[i], argument);
            if (i > 0)
                _url.AppendLiteral(",");
            UrlText.Append(ref _url, text);
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
        UrlText.Append(ref _url, name);
        _url.AppendLiteral("=");
        _hasQuery = true;
    }
}
