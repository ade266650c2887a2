using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Diagnostics.Tracing;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Semrush.Client.ContractTests.Canary;

/// <summary>A secret that is leaked on purpose is found, in each channel and in each encoding.</summary>
[Collection(nameof(Alone))]
public sealed class ScannerTests
{
    private const string Secret = "planted+secret/4f0c=?6d1a&9b71e03d55";

    private static readonly KeyValuePair<string, object?>[] Named = [new("a", Secret)];

    private static readonly InvalidOperationException Thrown = new(Secret);

    private static readonly Dictionary<string, Action<Recording>> Leaks = new(StringComparer.Ordinal)
    {
        ["log message"] = run => run.Log.Log(LogLevel.Trace, default, 0, null, (_, _) => Secret),
        ["log value"] = run => run.Log.Log(LogLevel.Trace, default, Named, null, (_, _) => ""),
        ["log scope"] = run => run.Log.BeginScope(new Dictionary<string, object?> { ["a"] = Secret }),
        ["log exception"] = run => run.Log.Log(LogLevel.Trace, default, 0, Thrown, (_, _) => ""),
        ["exception message"] = run => run.Evidence.Add(new InvalidOperationException(Secret)),
        ["exception inner"] = run => run.Evidence.Add(new AggregateException(new InvalidOperationException("", new InvalidOperationException(Secret)))),
        ["exception data"] = run => run.Evidence.Add(new InvalidOperationException { Data = { ["a"] = Secret } }),
        ["exception property"] = run => run.Evidence.Add(new Holder(Secret)),
        ["ToString"] = run => run.Evidence.Keep(new StringBuilder(Secret)),
        ["activity name"] = run => Act(activity => activity.DisplayName = Secret),
        ["activity tag"] = run => Act(activity => activity.SetTag("a", Secret)),
        ["activity baggage"] = run => Act(activity => activity.SetBaggage("a", Secret)),
        ["activity event"] = run => Act(activity => activity.AddException(new InvalidOperationException(Secret))),
        ["meter tag"] = run => Measure(),
        ["event-source"] = run => PlantedSource.Log.Leak(Secret),
        ["stdout"] = run => Console.WriteLine(Secret),
        ["stderr"] = run => Console.Error.WriteLine(Secret),
        ["stderr of Trace"] = run => Trace.WriteLine(Secret),
        ["file"] = run => File.WriteAllText(Path.GetTempFileName(), Secret),
        ["file in a store's folder"] = run => File.WriteAllText(Path.Combine(Directory.CreateDirectory(run.Files.TokenFolder).FullName, "draft.tmp"), Secret),
    };

    public static TheoryData<string> Channels => [.. Leaks.Keys];

    public static TheoryData<string> Encodings =>
    [
        Secret,
        $"before{Secret}after",
        Secret[..20],
        Secret[^18..],
        Uri.EscapeDataString(Secret),
        "planted%2bsecret%2f4f0c%3d%3f6d1a%269b71e03d55",
        JsonSerializer.Serialize(Secret),
        Secret.Replace("/", "\\/", StringComparison.Ordinal),
        System.Net.WebUtility.HtmlEncode(Secret),
        Convert.ToHexString(Encoding.UTF8.GetBytes(Secret)),
        .. Enumerable.Range(0, 3).Select(offset => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{new string('x', offset)}{Secret}:end"))),
    ];

    [Theory]
    [MemberData(nameof(Channels))]
    public void Leak_is_found_in(string channel)
    {
        var recording = new Recording();
        using (recording)
            Leaks[channel](recording);
        recording.Secrets.Add("planted", Secret);

        var hits = recording.Secrets.FindIn(recording.Evidence);

        Assert.NotEmpty(hits);
        Assert.Contains(hits, hit => hit.StartsWith($"planted in {channel.Split(' ')[0]}", StringComparison.Ordinal));
        Assert.All(hits, hit => Assert.DoesNotContain(Secret, hit, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Leak_is_found_as(string text)
    {
        var (secrets, evidence) = (new Secrets(), new Evidence());
        secrets.Add("planted", Secret);
        evidence.Add(Channel.Output, text);

        Assert.Single(secrets.FindIn(evidence));
    }

    [Fact]
    public void Other_text_is_not_found()
    {
        var (secrets, evidence) = (new Secrets(), new Evidence());
        secrets.Add("planted", Secret);
        evidence.Add(Channel.Output, "planted");

        Assert.Empty(secrets.FindIn(evidence));
    }

    private static void Act(Action<Activity> act)
    {
        using var source = new ActivitySource("planted");
        using var activity = source.StartActivity("a");
        act(activity!);
    }

    private static void Measure()
    {
        using var meter = new Meter("planted");
        meter.CreateCounter<int>("a").Add(1, new KeyValuePair<string, object?>("a", Secret));
    }

    private sealed class Holder(string held) : Exception("")
    {
        public IReadOnlyList<Held> All { get; } = [new Held(held)];
    }

    private sealed class Held(string text)
    {
        public string Text => text;
    }

    [EventSource(Name = "Semrush-Planted")]
    private sealed class PlantedSource : EventSource
    {
        public static readonly PlantedSource Log = new();

        [Event(1)]
        public void Leak(string text) => WriteEvent(1, text);
    }
}
