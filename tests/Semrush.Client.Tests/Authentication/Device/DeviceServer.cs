using System.Collections.Concurrent;
using System.Globalization;
using Semrush.Client.Authentication;

namespace Semrush.Client.Tests.Authentication.Device;

/// <summary>A device authorization server on a fake clock; it knows when it was polled, in seconds after it gave the code.</summary>
internal sealed class DeviceServer
{
    public const string Documented = """{"device_code":"CODE","user_code":"AVZV-MSPD","verification_uri":"https://oauth.semrush.com/dag/auth/verify_code?code=AVZV-MSPD","expires_in":300,"interval":5}""";

    private readonly Func<CancellationToken, Task<HttpResponseMessage>>[] _polls;
    private readonly string _grant;
    private readonly List<double> _polledAt = [];
    private readonly ConcurrentQueue<DevicePrompt> _prompts = [];

    /// <summary>A server that answers the polls in turn, and goes on with the last answer.</summary>
    public DeviceServer(string grant, params Func<CancellationToken, Task<HttpResponseMessage>>[] polls)
    {
        _grant = grant.Replace("CODE", Canary.DeviceCode, StringComparison.Ordinal);
        _polls = polls;
        Stub = new(AnswerAsync);
        Http = new(Stub);
        Options = new DeviceFlowOptions().UsePrompt((prompt, _) =>
        {
            _prompts.Enqueue(prompt);
            return Task.CompletedTask;
        });
    }

    public DeviceServer(params Func<CancellationToken, Task<HttpResponseMessage>>[] polls)
        : this(Documented, polls)
    {
    }

    public Clock Time { get; } = new();

    public StubHandler Stub { get; }

    public HttpClient Http { get; }

    public DeviceFlowOptions Options { get; }

    public IReadOnlyList<double> PolledAt => _polledAt;

    /// <summary>What the person was shown. The prompt is called on a thread of its own, which may be later than the sign-in.</summary>
    public DevicePrompt Prompt
    {
        get
        {
            SpinWait.SpinUntil(() => HasPrompted, TimeSpan.FromSeconds(30));
            return Assert.Single(_prompts);
        }
    }

    public bool HasPrompted => !_prompts.IsEmpty;

    public static Func<CancellationToken, Task<HttpResponseMessage>> Tokens => _ => Task.FromResult(Response.Json(Canary.Tokens));

    public static Func<CancellationToken, Task<HttpResponseMessage>> Pending => Error("authorization_pending");

    public static Func<CancellationToken, Task<HttpResponseMessage>> SlowDown => Error("slow_down");

    public static Func<CancellationToken, Task<HttpResponseMessage>> Hangs => async token =>
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
        throw new InvalidOperationException();
    };

    public static Func<CancellationToken, Task<HttpResponseMessage>> Error(string code, int status = 400)
        => _ => Task.FromResult(Response.Json($$"""{"error":"{{code}}"}""", status));

    public static Func<CancellationToken, Task<HttpResponseMessage>> Gives(Func<HttpResponseMessage> answer) => _ => Task.FromResult(answer());

    public Task<TokenSet> SignInAsync(CancellationToken cancellationToken = default)
        => new DeviceFlow(Options, Http, Time).SignInAsync(cancellationToken);

    public Task<TokenSet> RunAsync() => Time.RunAsync(SignInAsync(The.Token));

    private Task<HttpResponseMessage> AnswerAsync(SentRequest request, CancellationToken cancellationToken)
    {
        var server = Options.BaseAddress ?? new("https://oauth.semrush.com/");
        if (request.Address.StartsWith($"{server}dag/device/code", StringComparison.Ordinal))
            return Task.FromResult(Response.Json(_grant));
        Assert.Equal($"{server}dag/device/token", request.Address);
        _polledAt.Add(Math.Round((Time.GetUtcNow() - Clock.Beginning).TotalSeconds, 3));
        return _polls[Math.Min(_polledAt.Count, _polls.Length) - 1](cancellationToken);
    }

    public override string ToString() => string.Join(", ", _polledAt.Select(seconds => seconds.ToString(CultureInfo.InvariantCulture)));
}
