using Semrush.Client.Testing.Answers.Internal;
using Semrush.Client.Testing.Contracts.Internal;
using WireMock.ResponseBuilders;

namespace Semrush.Client.Testing.Faults.Internal;

/// <summary>A fault acted out on an answer.</summary>
internal static class FaultActor
{
    /// <summary>The answer in place of the call; nothing for a fault that lets the call happen.</summary>
    public static Answer? Replace(Fault fault, ContractOperation? operation)
    {
        if (fault.StatusCode is not { } status)
            return fault.IsInPlace ? new Answer(500) : null;
        return fault.Body is { } body ? new Answer(status, body, fault.ContentType) : ErrorAnswer.Of(operation, status);
    }

    public static Answer Spoil(Fault fault, Answer answer)
    {
        if (fault.Damage is Damage.Lost)
            Connections.CutCurrent();
        var spoilt = fault.Damage switch
        {
            Damage.Truncated => answer with { Body = answer.Body?[..(answer.Body.Length / 2)] },
            Damage.Garbled => answer with { FaultType = FaultType.MALFORMED_RESPONSE_CHUNK },
            Damage.Emptied => answer with { FaultType = FaultType.EMPTY_RESPONSE },
            _ => answer,
        };
        return spoilt with { Headers = [.. spoilt.Headers, .. fault.Headers] };
    }
}
