namespace Semrush.Client.Authentication.Stores.Internal;

/// <summary>A file on its way to replace another. Room for it is taken at once, so that a full disk shows before there is anything to lose.</summary>
internal sealed class Draft : IDisposable
{
    private const int Room = 16 * 1024;
    private readonly string _path;
    private readonly FileStream _stream;

    private Draft(string path, FileStream stream)
    {
        _path = path;
        _stream = stream;
    }

    public static Draft Create(string path)
    {
        // A process that was killed may have left one. Where it is a link, the link goes, not what it points to.
        File.Delete(path);
        return new(path, PrivateFile.Open(path, new()
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.Read | FileShare.Delete,
            PreallocationSize = Room,
        }));
    }

    /// <summary>Puts the content in the place of another file. Whoever looks sees the old file or the new one, whenever the power fails.</summary>
    public async Task ReplaceAsync(string path, ReadOnlyMemory<byte> content)
    {
        await _stream.WriteAsync(content, CancellationToken.None).ConfigureAwait(false);
        _stream.Flush(flushToDisk: true);
        File.Move(_path, path, overwrite: true);
        // Journalling file systems write the new name along with the file.
        _stream.Flush(flushToDisk: true);
    }

    public void Dispose()
    {
        _stream.Dispose();
        try
        {
            // Nothing is left of it where it has replaced the other file.
            File.Delete(_path);
        }
        catch (Exception exception) when (StoreErrors.IsOfFiles(exception))
        {
            // The next draft deletes it.
        }
    }
}
