namespace Semrush.Client.Testing.Contracts.Internal;

/// <summary>An operation of a contract, with all that routing, checking and answering need. Immutable, shared by all emulators.</summary>
internal sealed record ContractOperation
{
    public required string Contract { get; init; }

    public required string Id { get; init; }

    public required string Method { get; init; }

    public required PathTemplate Path { get; init; }

    public required IReadOnlyList<ContractParameter> Parameters { get; init; }

    /// <summary>Names of optional parameters of which one is needed.</summary>
    public required IReadOnlyList<string> AnyOf { get; init; }

    public required ContractBody? Body { get; init; }

    public required IReadOnlyDictionary<int, ContractResponse> Responses { get; init; }

    /// <summary>The first word of an `Authorization` header that is taken; none for an operation that is open to all.</summary>
    public required IReadOnlySet<string> Schemes { get; init; }

    public required ErrorForm ErrorForm { get; init; }

    /// <summary>A limit of its own; none for most.</summary>
    public OperationLimit? Limit { get; init; }

    /// <summary>The id with its contract, unique over all contracts: two contracts may have the same id.</summary>
    public string QualifiedId => $"{Contract}.{Id}";

    /// <summary>The answer to a request that is in order: the first success, or the redirect of a page that a person opens.</summary>
    public ContractResponse Success =>
        Responses.Values.Where(response => response.Status is >= 200 and < 400).MinBy(response => response.Status)
        ?? throw new InvalidDataException($"{QualifiedId} documents no success.");

    public bool IsCalled(string name) => name == Id || name == QualifiedId;
}
