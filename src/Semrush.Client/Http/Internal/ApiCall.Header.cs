using System.Runtime.CompilerServices;

namespace Semrush.Client.Http.Internal;

internal ref partial struct ApiCall
{
    public void RequiredHeader<T>(string name, T? value, [CallerArgumentExpression(nameof(value))] string argument = "")
    {
        var text = ParameterText.Of(value, argument);
        // Anything else would end the header, or reach the server as other characters.
        if (text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            throw new ArgumentException($"{argument} must be of printable ASCII characters: it is sent in a header.", argument);
        (_headers ??= []).Add(new(name, text));
    }

    public void Header<T>(string name, T? value, [CallerArgumentExpression(nameof(value))] string argument = "")
    {
        if (value is not null)
            RequiredHeader(name, value, argument);
    }
}
