using Semrush.Client.Testing.Contracts.Internal;
using Semrush.Client.Testing.Requests.Internal;

namespace Semrush.Client.Testing.Calls.Internal;

/// <summary>
/// The calls in the order in which they came. A call is in here before it is answered, so that one whose client gave up waiting counts too.
/// </summary>
internal sealed class CallLog
{
    private readonly Lock _gate = new();
    private List<Entry> _entries = [];

    public IReadOnlyList<EmulatedCall> Snapshot()
    {
        lock (_gate)
            return [.. _entries.Select(entry => entry.ToCall())];
    }

    public Entry Begin(ContractOperation? operation, IncomingRequest request)
    {
        var entry = new Entry(operation, request);
        lock (_gate)
            _entries.Add(entry);
        return entry;
    }

    public void Clear()
    {
        lock (_gate)
            _entries = [];
    }

    internal sealed class Entry(ContractOperation? operation, IncomingRequest request)
    {
        private volatile int _status;

        public void End(int status) => _status = status;

        public EmulatedCall ToCall() => new()
        {
            Contract = operation?.Contract,
            OperationId = operation?.Id,
            Method = request.Method,
            PathAndQuery = request.PathAndQuery,
            Body = request.HasBody ? request.Body : null,
            AuthorizationScheme = request.AuthorizationScheme,
            Status = _status == 0 ? null : _status,
        };
    }
}
