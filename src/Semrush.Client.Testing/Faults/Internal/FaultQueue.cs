using Semrush.Client.Testing.Contracts.Internal;

namespace Semrush.Client.Testing.Faults.Internal;

/// <summary>Faults that wait for a call, first in, first out among those that fit the call.</summary>
internal sealed class FaultQueue
{
    private readonly Lock _gate = new();
    private readonly List<Entry> _entries = [];

    public void Add(Fault fault, int times, string? operationId)
    {
        lock (_gate)
            _entries.Add(new Entry(fault, operationId) { Left = times });
    }

    public Fault? Take(ContractOperation? operation)
    {
        lock (_gate)
        {
            var entry = _entries.Find(entry => entry.OperationId is null || operation?.IsCalled(entry.OperationId) is true);
            if (entry is not null && --entry.Left == 0)
                _entries.Remove(entry);
            return entry?.Fault;
        }
    }

    public void Clear()
    {
        lock (_gate)
            _entries.Clear();
    }

    private sealed class Entry(Fault fault, string? operationId)
    {
        public Fault Fault { get; } = fault;

        public string? OperationId { get; } = operationId;

        public int Left { get; set; }
    }
}
