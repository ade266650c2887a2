using Semrush.Client.Testing.Answers.Internal;
using Semrush.Client.Testing.Requests.Internal;

namespace Semrush.Client.Testing.Routing.Internal;

/// <summary>
/// The operations that do more than answer their contract's example, by qualified id. Each emulator has its own: handlers carry its state.
/// </summary>
internal sealed class OperationHandlers
{
    private readonly Dictionary<string, Func<EmulatedRequest, Answer>> _handlers = [];

    public void Add(string qualifiedId, Func<EmulatedRequest, Answer> handler) => _handlers.Add(qualifiedId, handler);

    public Answer Answer(EmulatedRequest request) => _handlers.TryGetValue(request.Operation.QualifiedId, out var handler)
        ? handler(request)
        : ExampleAnswer.Success(request.Operation, request.Body);
}
