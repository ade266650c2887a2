using System.Collections.Concurrent;
using WireMock;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace Semrush.Client.Testing.Internal;

/// <summary>Processes a call: log, limit, fault, credentials, contract, handler. Handlers run one at a time, under the gate.</summary>
internal sealed class CallPipeline(
    SemrushEmulatorOptions options, Lock gate, OperationHandlers handlers, AcceptedCredentials credentials, CancellationToken stopping)
{
    // WireMock prefers the lower number. The default of a user's stub is 0.
    private const int OperationPriority = 1000;

    private readonly TimeProvider _time = options.TimeProvider;
    private readonly CallLimiter _limiter = new(options.RateLimit, options.TimeProvider);

    public ConcurrentQueue<EmulatedCall> Calls { get; } = new();

    public FaultQueue Faults { get; } = new();

    /// <summary>The number of calls so far, by account and status of the response. Calls that are no longer kept count as well.</summary>
    public ConcurrentDictionary<(string? Account, int Status), int> Counts { get; } = [];

    /// <summary>The pages of the emulator itself.</summary>
    public ControlPages? Pages { get; set; }

    /// <summary>Adds one mapping for each operation, and one for everything else.</summary>
    public void MapTo(WireMockServer server)
    {
        foreach (var operation in ContractLibrary.Operations)
        {
            server
                .Given(Request.Create().WithUrl(url => operation.Path.Matches(new Uri(url).AbsolutePath)).UsingMethod(operation.Method))
                .AtPriority(OperationPriority + operation.Path.ParameterCount)
                .WithTitle(operation.QualifiedId)
                .RespondWith(Response.Create().WithCallback(message => RespondAsync(operation, message)));
        }

        server
            .Given(Request.Create().UsingAnyMethod())
            .AtPriority(int.MaxValue)
            .WithTitle("Anything else")
            .RespondWith(Response.Create().WithCallback(message => RespondAsync(null, message)));
    }

    public void Reset()
    {
        Faults.Clear();
        _limiter.Reset();
        Calls.Clear();
        Counts.Clear();
    }

    private async Task<IResponseMessage> RespondAsync(ContractOperation? operation, IRequestMessage message)
    {
        var incoming = new IncomingRequest(message);
        if (operation is null && Pages?.Respond(incoming) is { } page)
            return page.ToMessage();
        var (timestamp, arrival) = CallConnection.Arrival;
        var credential = incoming.Header("Authorization");
        var call = new EmulatedCall
        {
            ReceivedAt = arrival,
            Account = credentials.AccountOf(credential)?.Name,
            Contract = operation?.Contract,
            OperationId = operation?.Id,
            Method = incoming.Method,
            PathAndQuery = incoming.PathAndQuery,
            Body = incoming.HasBody ? incoming.Body : null,
            AuthorizationScheme = incoming.AuthorizationScheme,
        };
        // Logged before the response is known, so that a call whose client gives up is in the log.
        Calls.Enqueue(call);
        while (Calls.Count > options.MaxCalls)
            Calls.TryDequeue(out _);
        EmulatedResponse response;
        using (var lease = _limiter.Acquire(operation, credential))
            response = lease is null ? _limiter.TooManyRequests(operation) : await RespondAsync(operation, incoming).ConfigureAwait(false);
        call.End(response.Status, _time.GetElapsedTime(timestamp));
        Counts.AddOrUpdate((call.Account, response.Status), 1, (_, count) => count + 1);
        options.OnCall?.Invoke(call);
        return response.ToMessage();
    }

    private async Task<EmulatedResponse> RespondAsync(ContractOperation? operation, IncomingRequest incoming)
    {
        var fault = Faults.Take(operation);
        var wait = options.Delay + (fault?.Wait ?? TimeSpan.Zero);
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, _time, stopping).ConfigureAwait(false);
        return fault is null ? Respond(operation, incoming) : fault.Corrupt(fault.Replace(operation) ?? Respond(operation, incoming));
    }

    private EmulatedResponse Respond(ContractOperation? operation, IncomingRequest incoming)
    {
        if (operation is null)
        {
            lock (gate)
                return handlers.RespondWithPage(incoming) ?? Unrouted(incoming);
        }

        var credential = incoming.Header("Authorization");
        if (!credentials.Allow(operation, credential))
            return ErrorResponse.Of(operation, 401);
        lock (gate)
        {
            if (handlers.Check(operation, incoming) is { } error)
                return error;
        }

        var check = new RequestCheck(operation, incoming);
        var request = check.ReadRequest();
        if (check.Violations.Count > 0)
            return ErrorResponse.BadRequest(operation, check.Violations);
        if ((credentials.AccountOf(credential)?.Handlers.Find(operation) ?? handlers.Find(operation)) is { } handler)
        {
            lock (gate)
                return handler(request);
        }

        var example = ExampleResponse.Success(operation, request.Body);
        credentials.AcceptFrom(operation, example);
        return example;
    }

    // 551 is documented for a method that the resource does not have.
    private static EmulatedResponse Unrouted(IncomingRequest incoming)
        => ErrorResponse.Of(null, ContractLibrary.Operations.Any(operation => operation.Path.Matches(incoming.Path)) ? 551 : 404);
}

/// <summary>
/// The operations that do more than respond with their contract's example, by qualified id, and the pages that no contract has. Each
/// emulator has its own, since handlers have state.
/// </summary>
internal sealed class OperationHandlers
{
    private readonly Dictionary<string, Func<EmulatedRequest, EmulatedResponse>> _handlers = [];
    private readonly Dictionary<string, Func<ContractOperation, IncomingRequest, EmulatedResponse?>> _checks = [];
    private readonly Dictionary<(string Method, string Path), Func<IncomingRequest, EmulatedResponse>> _pages = [];

    public void Add(string qualifiedId, Func<EmulatedRequest, EmulatedResponse> handler) => _handlers.Add(qualifiedId, handler);

    /// <summary>Adds a check for documented errors, before the general check, which knows no more than the contract's schemas.</summary>
    public void AddCheck(string qualifiedId, Func<ContractOperation, IncomingRequest, EmulatedResponse?> check)
        => _checks.Add(qualifiedId, check);

    public void AddPage(string method, string path, Func<IncomingRequest, EmulatedResponse> page) => _pages.Add((method, path), page);

    public Func<EmulatedRequest, EmulatedResponse>? Find(ContractOperation operation) => _handlers.GetValueOrDefault(operation.QualifiedId);

    public EmulatedResponse? Check(ContractOperation operation, IncomingRequest incoming)
        => _checks.GetValueOrDefault(operation.QualifiedId)?.Invoke(operation, incoming);

    public EmulatedResponse? RespondWithPage(IncomingRequest incoming)
        => _pages.GetValueOrDefault((incoming.Method, incoming.Path))?.Invoke(incoming);
}

/// <summary>The faults that wait for a call. A call gets the first one for its operation or for any.</summary>
internal sealed class FaultQueue
{
    private readonly Lock _gate = new();
    private readonly List<(Fault Fault, string? OperationId, int Times)> _faults = [];

    /// <summary>The faults as <see cref="SemrushEmulator.FailNext(string)"/> takes them, without headers and bodies.</summary>
    public IReadOnlyList<string> All
    {
        get
        {
            lock (_gate)
                return [.. _faults.Select(entry => FaultText.Write(entry.Fault, entry.Times, entry.OperationId))];
        }
    }

    public void Add(Fault fault, int times, string? operationId)
    {
        lock (_gate)
            _faults.Add((fault, operationId, times));
    }

    public Fault? Take(ContractOperation? operation)
    {
        lock (_gate)
        {
            var index = _faults.FindIndex(entry => entry.OperationId is null || operation?.IsCalled(entry.OperationId) is true);
            if (index < 0)
                return null;
            var entry = _faults[index];
            if (entry.Times > 1)
                _faults[index] = entry with { Times = entry.Times - 1 };
            else
                _faults.RemoveAt(index);
            return entry.Fault;
        }
    }

    public void Clear()
    {
        lock (_gate)
            _faults.Clear();
    }
}
