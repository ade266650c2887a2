using Semrush.Client.Testing.Answers.Internal;
using Semrush.Client.Testing.Contracts.Internal;
using Semrush.Client.Testing.Requests.Internal;

namespace Semrush.Client.Testing.Routing.Internal;

/// <summary>
/// The operations that do more than answer their contract's example, by qualified id, and the pages that no contract has. Each emulator
/// has its own: handlers carry its state.
/// </summary>
internal sealed class OperationHandlers
{
    private readonly Dictionary<string, Func<EmulatedRequest, Answer>> _handlers = [];
    private readonly Dictionary<string, Func<ContractOperation, IncomingRequest, Answer?>> _checks = [];
    private readonly Dictionary<(string Method, string Path), Func<IncomingRequest, Answer>> _pages = [];

    public void Add(string qualifiedId, Func<EmulatedRequest, Answer> handler) => _handlers.Add(qualifiedId, handler);

    /// <summary>Adds documented refusals that come before the general check, which knows no more than the contract's schemas.</summary>
    public void AddCheck(string qualifiedId, Func<ContractOperation, IncomingRequest, Answer?> check) => _checks.Add(qualifiedId, check);

    public void AddPage(string method, string path, Func<IncomingRequest, Answer> page) => _pages.Add((method, path), page);

    public bool Has(ContractOperation operation) => _handlers.ContainsKey(operation.QualifiedId);

    public Answer? Refuse(ContractOperation operation, IncomingRequest incoming) =>
        _checks.GetValueOrDefault(operation.QualifiedId)?.Invoke(operation, incoming);

    public Answer Answer(EmulatedRequest request) => _handlers.TryGetValue(request.Operation.QualifiedId, out var handler)
        ? handler(request)
        : ExampleAnswer.Success(request.Operation, request.Body);

    /// <summary>The answer of a page; nothing where there is no page.</summary>
    public Answer? AnswerPage(IncomingRequest incoming) => _pages.GetValueOrDefault((incoming.Method, incoming.Path))?.Invoke(incoming);
}
