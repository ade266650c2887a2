namespace Semrush.Client.Testing.Contracts.Internal;

/// <summary>A documented answer. The location is that of the first example of its header, for redirects.</summary>
internal sealed record ContractResponse(int Status, IReadOnlyList<ContractMedia> Media, string? Location)
{
    /// <summary>The JSON form where there is one, else the first form; nothing where the answer has no body.</summary>
    public ContractMedia? Body => Media.FirstOrDefault(media => media.IsJson) ?? (Media.Count > 0 ? Media[0] : null);
}
