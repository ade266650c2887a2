using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Build.Framework;

namespace Semrush.Contracts;

/// <summary>The task of contracts/Contracts.targets. It checks all contracts, and if none has a fault, it generates the clients of some of them, side by side.</summary>
public sealed class GenerateContracts : Microsoft.Build.Utilities.Task
{
    /// <summary>The folder of the contracts.</summary>
    [Required]
    public string Folder { get; set; } = "";

    /// <summary>The contracts. A client that is newer than its contract and than the generator is not generated.</summary>
    [Required]
    public ITaskItem[] Contracts { get; set; } = [];

    /// <summary>The files that every client depends on.</summary>
    [Required]
    public ITaskItem[] Generator { get; set; } = [];

    /// <summary>The path of a client, with {name} in place of the name of its contract.</summary>
    [Required]
    public string Client { get; set; } = "";

    /// <summary>The command that generates one client, with {name} in place of the name of its contract.</summary>
    [Required]
    public string Command { get; set; } = "";

    /// <summary>The paths of the clients that were generated.</summary>
    [Output]
    public string[] Clients { get; private set; } = [];

    /// <inheritdoc/>
    public override bool Execute()
    {
        foreach (var fault in ContractCheck.Check(Folder))
            Report(fault);
        if (Log.HasLoggedErrors)
            return false;
        // The largest contract takes longest. It comes first, so that the others are generated meanwhile.
        var newest = Generator.Max(file => File.GetLastWriteTimeUtc(file.ItemSpec));
        var outdated = Contracts.Select(contract => new FileInfo(contract.GetMetadata("FullPath")))
            .Where(contract => new FileInfo(For(Client, contract)) is var client && (!client.Exists || client.LastWriteTimeUtc < newest || client.LastWriteTimeUtc < contract.LastWriteTimeUtc))
            .OrderByDescending(contract => contract.Length).ToList();
        foreach (var contract in outdated)
            Log.LogMessage(MessageImportance.High, For("Generating the client of {name}", contract));
        Clients = [.. outdated.Select(contract => For(Client, contract))];
        // Without buffering, each processor takes the next contract when it is free.
        var queue = Partitioner.Create(outdated, EnumerablePartitionerOptions.NoBuffering);
        foreach (var fault in queue.AsParallel().WithDegreeOfParallelism(Environment.ProcessorCount).Select(Generate).OfType<Fault>())
            Report(fault);
        return !Log.HasLoggedErrors;
    }

    private static string For(string text, FileInfo contract) => text.Replace("{name}", Path.GetFileNameWithoutExtension(contract.Name), StringComparison.Ordinal);

    private Fault? Generate(FileInfo contract)
    {
        var command = For(Command, contract).Split(' ', 2);
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd() + error.Result;
        process.WaitForExit();
        return process.ExitCode == 0
            ? null
            : new(contract.FullName, 1, 1, Fault.CodeOf(Rule.Generator), $"{contract.Name}: NSwag cannot generate the client; it printed: {output.ReplaceLineEndings(" ").Trim()}");
    }

    private void Report(Fault fault) => Log.LogError(null, fault.Code, null, fault.File, fault.Line, fault.Column, 0, 0, fault.Message);
}
