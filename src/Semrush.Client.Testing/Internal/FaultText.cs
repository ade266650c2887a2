using System.Globalization;
using System.Text.RegularExpressions;

namespace Semrush.Client.Testing.Internal;

/// <summary>A fault as text, such as `GetHeatmap=503x3` or `429:2`.</summary>
internal static partial class FaultText
{
    public static (Fault Fault, int Times, string? OperationId) Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Syntax().Match(text) is not { Success: true, Groups: var parts })
            throw Invalid(text);
        var seconds = parts["seconds"] is { Success: true, Value: var number }
            ? TimeSpan.FromSeconds(double.Parse(number, CultureInfo.InvariantCulture))
            : (TimeSpan?)null;
        var times = parts["times"] is { Success: true, Value: var count } ? int.Parse(count, CultureInfo.InvariantCulture) : 1;
        return (Read(text, parts["kind"].Value, seconds), times, parts["operation"] is { Success: true, Value: var id } ? id : null);
    }

    public static string Write(Fault fault, int times, string? operationId)
    {
        var operation = operationId is null ? "" : $"{operationId}=";
        var seconds = fault.Wait > TimeSpan.Zero ? string.Create(CultureInfo.InvariantCulture, $":{fault.Wait.TotalSeconds}") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{operation}{fault.Kind}{seconds}{(times > 1 ? $"x{times}" : "")}");
    }

    private static Fault Read(string text, string kind, TimeSpan? seconds)
    {
        if (int.TryParse(kind, CultureInfo.InvariantCulture, out var status))
            return seconds is { } delay ? Fault.RetryAfter(status, delay) : Fault.Status(status);
        var fault = kind switch
        {
            "delay" when seconds is not null => Fault.Delay(TimeSpan.Zero),
            "broken-body" => Fault.BrokenBody(),
            "malformed-chunk" => Fault.MalformedChunk(),
            "empty-response" => Fault.EmptyResponse(),
            "disconnect" => Fault.Disconnect(),
            "lost-response" => Fault.LostAnswer(),
            _ => throw Invalid(text),
        };
        return fault.After(seconds ?? TimeSpan.Zero);
    }

    private static FormatException Invalid(string text) => new(
        $"{text} is not a failure such as GetHeatmap=503x3, 429:2, delay:0.5 or disconnect; "
        + "the others are broken-body, malformed-chunk, empty-response and lost-response.");

    [GeneratedRegex(
        @"\A((?<operation>[A-Za-z0-9.]+)=)?(?<kind>[0-9]{3}|[a-z-]+?)(:(?<seconds>[0-9]{1,6}(\.[0-9]{1,6})?))?(x(?<times>[0-9]{1,9}))?\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Syntax();
}
