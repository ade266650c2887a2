using System.Reflection;

namespace Semrush.Client.Testing.Contracts.Internal;

/// <summary>The operations of all contracts: read once in a process, since they never change in it.</summary>
internal static class ContractLibrary
{
    private static readonly Lazy<Task<IReadOnlyList<ContractOperation>[]>> All = new(Read);

    private static readonly Lazy<IReadOnlyList<ContractOperation>> Flat =
        // Read on the thread pool: the caller blocks, but nothing in there comes back to the caller's context.
        new(() => Distinct([.. All.Value.GetAwaiter().GetResult().SelectMany(operations => operations)]));

    public static IReadOnlyList<ContractOperation> Operations => Flat.Value;

    /// <summary>Starts the reading, so that it goes on beside other work.</summary>
    public static void Prepare() => _ = All.Value;

    private static Task<IReadOnlyList<ContractOperation>[]> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var names = assembly.GetManifestResourceNames().Where(name => name.EndsWith(".yaml", StringComparison.Ordinal));
        return Task.WhenAll(names.Order(StringComparer.Ordinal).Select(name => Task.Run(() => ReadAsync(assembly, name))));
    }

    private static async Task<IReadOnlyList<ContractOperation>> ReadAsync(Assembly assembly, string name)
    {
        using var yaml = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return await ContractReader.ReadAsync(Path.GetFileNameWithoutExtension(name), yaml).ConfigureAwait(false);
    }

    // All contracts share one host here, whatever their servers are.
    private static IReadOnlyList<ContractOperation> Distinct(IReadOnlyList<ContractOperation> operations)
    {
        var clash = operations.GroupBy(operation => (operation.Method, operation.Path.Pattern)).FirstOrDefault(group => group.Count() > 1);
        if (clash is null)
            return operations;
        var names = string.Join(" and ", clash.Select(operation => operation.QualifiedId));
        throw new InvalidDataException($"{names} have the same address, so that the emulator cannot tell them apart.");
    }
}
