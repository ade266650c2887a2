using Semrush.Client.Testing.Answers.Internal;
using Semrush.Client.Testing.Calls.Internal;
using Semrush.Client.Testing.Checks.Internal;
using Semrush.Client.Testing.Contracts.Internal;
using Semrush.Client.Testing.Credentials.Internal;
using Semrush.Client.Testing.Faults.Internal;
using Semrush.Client.Testing.RateLimits.Internal;
using Semrush.Client.Testing.Requests.Internal;
using WireMock;

namespace Semrush.Client.Testing.Routing.Internal;

/// <summary>The way of a call: log, limit, fault, credentials, contract, handler.</summary>
internal sealed class CallPipeline(
    AcceptedCredentials credentials, OperationHandlers handlers, Gatekeeper keeper, TimeProvider time, CancellationToken stopping)
{
    public CallLog Calls { get; } = new();

    public FaultQueue Faults { get; } = new();

    public Gatekeeper Keeper => keeper;

    public async Task<IResponseMessage> AnswerAsync(ContractOperation? operation, IRequestMessage message)
    {
        var incoming = new IncomingRequest(message);
        var call = Calls.Begin(operation, incoming);
        Answer answer;
        using (var stay = keeper.Admit(operation, incoming.Header("Authorization")))
            answer = stay is null ? ErrorAnswer.TooMany(operation, keeper.RetryAfter) : await AnswerAsync(operation, incoming).ConfigureAwait(false);
        call.End(answer.Status);
        return answer.ToMessage();
    }

    private async Task<Answer> AnswerAsync(ContractOperation? operation, IncomingRequest incoming)
    {
        var fault = Faults.Take(operation);
        if (fault is { Wait: var wait } && wait > TimeSpan.Zero)
            await Task.Delay(wait, time, stopping).ConfigureAwait(false);

        var answer = (fault is null ? null : FaultActor.Replace(fault, operation)) ?? Answer(operation, incoming);
        return fault is null ? answer : FaultActor.Spoil(fault, answer);
    }

    private Answer Answer(ContractOperation? operation, IncomingRequest incoming)
    {
        if (operation is null)
            return handlers.AnswerPage(incoming) ?? Unrouted(incoming);
        if (!credentials.Allow(operation, incoming.Header("Authorization")))
            return ErrorAnswer.Of(operation, 401);
        if (handlers.Refuse(operation, incoming) is { } refusal)
            return refusal;
        var (request, violations) = RequestCheck.Read(operation, incoming);
        if (violations.Count > 0)
            return ErrorAnswer.BadRequest(operation, violations);
        var answer = handlers.Answer(request);
        if (!handlers.Has(operation))
            credentials.AcceptFrom(operation, answer);
        return answer;
    }

    // 551 is documented for a method that the resource does not have.
    private static Answer Unrouted(IncomingRequest incoming) =>
        ErrorAnswer.Of(null, ContractLibrary.Operations.Any(operation => operation.Path.Matches(incoming.Path)) ? 551 : 404);
}
