using Microsoft.Build.Framework;

namespace Semrush.Contracts;

/// <summary>Reports each warning of Kiota that is not listed. If there is none, it writes the listed ones to a file.</summary>
public sealed class CheckWarnings : Microsoft.Build.Utilities.Task
{
    /// <summary>The contract.</summary>
    [Required]
    public string Contract { get; set; } = "";

    /// <summary>The lines that Kiota printed at the log level Warning.</summary>
    [Required]
    public ITaskItem[] Output { get; set; } = [];

    /// <summary>The listed warnings; each is a part of the text.</summary>
    public ITaskItem[] Listed { get; set; } = [];

    /// <summary>The file to write. It is newer than what it was made from, so it marks the client as complete.</summary>
    [Required]
    public string Result { get; set; } = "";

    /// <inheritdoc/>
    public override bool Execute()
    {
        // A warning is a line with its category, and lines with its text. Two lines more are printed after a success.
        var warnings = Output.Select(line => line.ItemSpec).Where(line =>
            !line.StartsWith("warn: ", StringComparison.Ordinal)
            && line is not "Generation completed successfully"
            && !line.StartsWith("Client base url set to ", StringComparison.Ordinal)).ToList();
        foreach (var warning in warnings.Where(text => !Listed.Any(listed => text.Contains(listed.ItemSpec, StringComparison.Ordinal))))
            Log.LogError(
                null, "KIOTA001", null, Contract, 1, 1, 0, 0,
                $"{Path.GetFileName(Contract)}: Kiota printed what contracts/Kiota.targets does not list: {warning}");
        if (!Log.HasLoggedErrors)
            File.WriteAllLines(Result, warnings);
        return !Log.HasLoggedErrors;
    }
}
