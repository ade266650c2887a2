using System.Globalization;

namespace Semrush.Client.Http.Internal;

/// <summary>A value of a parameter as text, the same in the path, in the query and in a header, under every culture.</summary>
internal static class ParameterText
{
    /// <exception cref="ArgumentException">The value has no text: an empty string, or the default of an enumeration or a timestamp.</exception>
    public static string Of<T>(T? value, string argument)
    {
        var text = value switch
        {
            bool flag => flag ? "true" : "false",
            DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            // A string; or a timestamp or an open enumeration, which print what they are on the wire.
            _ => value?.ToString(),
        };
        if (text is null)
            throw new ArgumentNullException(argument);
        return string.IsNullOrWhiteSpace(text) ? throw new ArgumentException($"{argument} is empty: give it a value, or leave it out where it is optional.", argument) : text;
    }
}
