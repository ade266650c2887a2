using System.Globalization;
using System.Runtime.CompilerServices;

namespace Semrush.Client.Http.Internal;

/// <summary>Builds an address from <c>$"campaigns/{campaignId}"</c>: every hole becomes one escaped path segment.</summary>
[InterpolatedStringHandler]
internal ref struct UrlPath
{
    private DefaultInterpolatedStringHandler _url;

    public UrlPath(int literalLength, int formattedCount, string server)
    {
        _url = new(literalLength + server.Length, formattedCount, CultureInfo.InvariantCulture);
        _url.AppendLiteral(server);
    }

    public readonly DefaultInterpolatedStringHandler Url => _url;

    public void AppendLiteral(string value) => _url.AppendLiteral(value);

    public void AppendFormatted(string value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value, name);
        // "." and ".." would be resolved before the request is sent and reach another resource.
        if (value is "." or "..")
            throw new ArgumentException($"{name} is not an identifier.", name);
        UrlText.Append(ref _url, value);
    }

    public void AppendFormatted<T>(T value, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : struct
        => AppendFormatted(ParameterText.Of(value, name), name);
}
