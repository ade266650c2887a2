using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Semrush.Client.Http.Internal;

internal ref partial struct ApiCall
{
    public void RequiredQuery(
        string name, string? value, int minLength = 1, int maxLength = int.MaxValue,
        [CallerArgumentExpression(nameof(value))] string argument = "")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value, argument);
        Query(name, value, minLength, maxLength, argument);
    }

    public void RequiredQuery<T>(string name, T value, [CallerArgumentExpression(nameof(value))] string argument = "")
        where T : struct
        => Append(name, Text(value, argument));

    [OverloadResolutionPriority(1)]
    public void RequiredQuery(
        string name, long value, long minimum = long.MinValue, long maximum = long.MaxValue,
        [CallerArgumentExpression(nameof(value))] string argument = "")
        => Query(name, value, minimum, maximum, argument);

    [OverloadResolutionPriority(1)]
    public void RequiredQuery(
        string name, double value, double minimum = double.MinValue, double maximum = double.MaxValue,
        [CallerArgumentExpression(nameof(value))] string argument = "")
        => Query(name, value, minimum, maximum, argument);

    public void RequiredQuery<T>(
        string name, IReadOnlyList<T>? values, int minItems = 1, int maxItems = int.MaxValue,
        [CallerArgumentExpression(nameof(values))] string argument = "")
    {
        ArgumentNullException.ThrowIfNull(values, argument);
        Query(name, values, minItems, maxItems, argument);
    }

    public void Query(
        string name, string? value, int minLength = 0, int maxLength = int.MaxValue,
        [CallerArgumentExpression(nameof(value))] string argument = "")
    {
        if (value is null)
            return;
        Check.Limits(value, minLength, maxLength, argument);
        Append(name, value);
    }

    public void Query<T>(string name, T? value, [CallerArgumentExpression(nameof(value))] string argument = "")
        where T : struct
    {
        if (value is { } given)
            Append(name, Text(given, argument));
    }

    [OverloadResolutionPriority(1)]
    public void Query(
        string name, long? value, long minimum = long.MinValue, long maximum = long.MaxValue,
        [CallerArgumentExpression(nameof(value))] string argument = "")
        => Number(name, value, minimum, maximum, argument);

    [OverloadResolutionPriority(1)]
    public void Query(
        string name, double? value, double minimum = double.MinValue, double maximum = double.MaxValue,
        [CallerArgumentExpression(nameof(value))] string argument = "")
        => Number(name, value, minimum, maximum, argument);

    public void Query<T>(
        string name, IReadOnlyList<T>? values, int minItems = 0, int maxItems = int.MaxValue,
        [CallerArgumentExpression(nameof(values))] string argument = "")
    {
        if (values is null)
            return;
        Check.Items(values.Count, minItems, maxItems, argument);
        AppendName(name);
        for (var i = 0; i < values.Count; i++)
        {
            var text = Text(values[i], argument);
            if (i > 0)
                _url.AppendLiteral(",");
            AppendEscaped(text);
        }
    }

    private void Number<T>(string name, T? value, T minimum, T maximum, string argument)
        where T : struct, INumber<T>
    {
        if (value is not { } number)
            return;
        Check.Limits(number, minimum, maximum, argument);
        AppendName(name);
        _url.AppendLiteral(number.ToString(null, CultureInfo.InvariantCulture));
    }

    private void Append(string name, string value)
    {
        AppendName(name);
        AppendEscaped(value);
    }

    private void AppendName(string name)
    {
        _url.AppendLiteral(_hasQuery ? "&" : "?");
        AppendEscaped(name);
        _url.AppendLiteral("=");
        _hasQuery = true;
    }
}
