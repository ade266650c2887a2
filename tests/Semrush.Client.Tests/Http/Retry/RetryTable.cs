using Semrush.Client.Http.Retry.Internal;

namespace Semrush.Client.Tests.Http.Retry;

/// <summary>The retry rules as a table for readers, made by asking them about everything.</summary>
internal static class RetryTable
{
    public static string Render() => string.Join('\n',
    [
        "| class | retried after | with `retryable: true` | with `retryable: false` | no connection | broken response | attempt timeout |",
        "| --- | --- | --- | --- | --- | --- | --- |",
        .. Enum.GetValues<RetryClass>().Select(Row),
    ]);

    private static string Row(RetryClass retry)
        => $"| `{retry.ToString().ToLowerInvariant()}` | {After(retry, null)} | {After(retry, true)} | {After(retry, false)} | "
            + $"{After(retry, Silence.NeverSent)} | {After(retry, Silence.Broken)} | {After(retry, Silence.TimedOut)} |";

    private static string After(RetryClass retry, bool? saysServer)
    {
        var statuses = Enumerable.Range(100, 500).ToLookup(status => RetryRules.MayRepeat(retry, status, saysServer));
        return (statuses[true].Count(), statuses[false].Count()) switch
        {
            (0, _) => "nothing",
            (_, 0) => "everything",
            (_, < 100) => $"everything but {string.Join(' ', statuses[false])}",
            _ => string.Join(' ', statuses[true]),
        };
    }

    private static string After(RetryClass retry, Silence silence) => RetryRules.MayRepeat(retry, silence) ? "yes" : "no";
}
