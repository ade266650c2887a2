using System.Diagnostics.Metrics;
using System.Reflection;
using Microsoft.Extensions.Logging;
using Semrush.Client.Tests.Conventions;

namespace Semrush.Client.Tests.Diagnostics;

/// <summary>docs/observability.md lists the log events, instruments and tags that exist, and no others.</summary>
public sealed class ObservabilityDocumentTests
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "observability.md"));

    [Fact]
    public void Every_log_event_has_its_row()
    {
        var events = new[] { Library.Assembly, typeof(RedisRateLimiter).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Select(method => (method.Name, Event: method.GetCustomAttribute<LoggerMessageAttribute>()))
            .Where(log => log.Event is not null)
            .Select(log => $"| {log.Event!.EventId} | {log.Name} | {log.Event.Level} | {log.Event.Message} |")
            .Order();

        // The category is the only column that the attribute does not have.
        var rows = Rows("Log events").Select(row => $"| {row[0]} | {row[1]} | {row[2]} | {row[4]} |").Order();

        Assert.Equal(events, rows);
    }

    [Fact]
    public void No_two_events_have_one_number()
        => Assert.Distinct(Rows("Log events").Select(row => row[0]));

    [Fact]
    public async Task Every_instrument_has_its_row()
    {
        var published = new List<Instrument>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == SemrushTelemetry.MeterName)
                    published.Add(instrument);
            },
        };
        using var client = The.Client(StubHandler.Returning(Response.Payload("map-rank-tracker.get-user-limits")));
        await client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);
        listener.Start();
        var instruments = published
            .Select(instrument => $"`{instrument.Name}` {instrument.GetType().Name.Split('`')[0].ToLowerInvariant()} {instrument.Unit} {instrument.Description}")
            .Order();

        Assert.Equal(instruments, Rows("Metrics").Select(row => $"{row[0]} {row[1]} {row[2]} {row[3]}").Order());
    }

    [Fact]
    public void Every_tag_is_named()
    {
        var text = string.Join('\n', Lines);

        Assert.All(
            Library.Assembly.GetTypes().Single(type => type.Name == "TagNames").GetFields().Select(field => (string)field.GetRawConstantValue()!),
            tag => Assert.Contains($"`{tag}`", text, StringComparison.Ordinal));
        Assert.Contains($"`{SemrushTelemetry.ActivitySourceName}`", text, StringComparison.Ordinal);
        Assert.Contains($"meter `{SemrushTelemetry.MeterName}`", text, StringComparison.Ordinal);
    }

    private static IEnumerable<string[]> Rows(string section) => Lines
        .SkipWhile(line => line != $"## {section}")
        .Skip(1)
        .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
        .Where(line => line.StartsWith('|'))
        .Skip(2)
        .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries));
}
