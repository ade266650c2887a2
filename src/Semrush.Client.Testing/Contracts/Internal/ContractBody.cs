namespace Semrush.Client.Testing.Contracts.Internal;

/// <summary>The body that an operation takes.</summary>
internal sealed record ContractBody(bool IsRequired, IReadOnlyList<ContractMedia> Media);
