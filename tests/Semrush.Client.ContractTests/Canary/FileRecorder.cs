namespace Semrush.Client.ContractTests.Canary;

/// <summary>A folder for temporary files of this process, and what is left in it; the files of token stores are their business.</summary>
internal sealed class FileRecorder : IDisposable
{
    private const string Variable = "TMPDIR";

    private readonly Evidence _evidence;
    private readonly string? _before = Environment.GetEnvironmentVariable(Variable);
    private readonly string _root = Directory.CreateTempSubdirectory("semrush-secrets-").FullName;
    private readonly DateTime _start;

    public FileRecorder(Evidence evidence)
    {
        _evidence = evidence;
        _start = File.GetLastWriteTimeUtc(_root);
        Directory.CreateDirectory(Temporary);
        Environment.SetEnvironmentVariable(Variable, Temporary);
    }

    /// <summary>Where token stores have their folders.</summary>
    public string Grants => Path.Combine(_root, "grants");

    private string Temporary => Path.Combine(_root, "tmp");

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Variable, _before);
        foreach (var file in Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories).Where(file => !IsOfTokens(file)))
            Add(file);
        // A program that runs somewhere may also write there.
        foreach (var file in New(AppContext.BaseDirectory).Concat(New(Environment.CurrentDirectory)))
            Add(file);
        Directory.Delete(_root, recursive: true);
    }

    private IEnumerable<string> New(string folder) => Directory.EnumerateFiles(folder).Where(file => File.GetLastWriteTimeUtc(file) >= _start);

    private bool IsOfTokens(string file) => file.StartsWith(Grants, StringComparison.Ordinal) && file.EndsWith(".tokens", StringComparison.Ordinal);

    private void Add(string file)
    {
        _evidence.Add($"{Channel.File} name", file);
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
            _evidence.Add($"{Channel.File} {Path.GetFileName(file)}", reader.ReadToEnd());
        }
        catch (IOException)
        {
            // It went away.
        }
    }
}
