using System.Diagnostics;
using Microsoft.Build.Framework;

namespace Semrush.Contracts;

/// <summary>The task of contracts/Contracts.targets. It checks all contracts, and if none has a fault, it generates the clients of some of them, side by side.</summary>
public sealed class GenerateContracts : Microsoft.Build.Utilities.Task
{
    /// <summary>The folder of the contracts.</summary>
    [Required]
    public string Folder { get; set; } = "";

    /// <summary>The contracts whose clients are generated.</summary>
    [Required]
    public ITaskItem[] Contracts { get; set; } = [];

    /// <summary>The command that generates one client. Its name is written as {name}.</summary>
    [Required]
    public string Command { get; set; } = "";

    /// <inheritdoc/>
    public override bool Execute()
    {
        foreach (var fault in ContractCheck.Check(Folder))
            Report(fault);
        if (Log.HasLoggedErrors)
            return false;
        // The largest first: it takes longest, and the others are generated beside it.
        var files = Contracts.Select(contract => new FileInfo(contract.GetMetadata("FullPath"))).OrderByDescending(file => file.Length).ToList();
        foreach (var file in files)
            Log.LogMessage(MessageImportance.High, $"Generating the client of {Path.GetFileNameWithoutExtension(file.Name)}");
        foreach (var fault in files.AsParallel().WithDegreeOfParallelism(Environment.ProcessorCount).WithMergeOptions(ParallelMergeOptions.NotBuffered).Select(Generate).OfType<Fault>())
            Report(fault);
        return !Log.HasLoggedErrors;
    }

    private Fault? Generate(FileInfo contract)
    {
        var command = Command.Replace("{name}", Path.GetFileNameWithoutExtension(contract.Name), StringComparison.Ordinal).Split(' ', 2);
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
