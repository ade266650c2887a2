namespace Semrush.Client.Authentication.Stores.Internal;

/// <summary>A lock that holds across processes, and that the system lifts when its process ends in whatever way.</summary>
internal static class FileLock
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits for the lock.</summary>
    /// <returns>To be disposed of in order to lift the lock. The file stays: if it were deleted, another process might hold the lock of a file without a name.</returns>
    public static async Task<IDisposable> AcquireAsync(string path, TimeProvider time, CancellationToken cancellationToken)
    {
        for (var pause = FirstPause; ; pause = pause < LongestPause / 2 ? pause * 2 : LongestPause)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                // An exclusive flock on Unix, a share mode on Windows.
                return PrivateFile.Open(path, new() { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None });
            }
            catch (IOException exception) when (IsHeld(exception))
            {
                // Unequal pauses, so that waiting processes do not keep step.
                await Task.Delay(pause * (0.5 + Random.Shared.NextDouble()), time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Whether a lock that this process has keeps another one out. Locks can be turned off, and not every file system has them: nothing else tells.</summary>
    public static bool Holds(string path)
    {
        try
        {
            new FileStream(path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 }).Dispose();
            return false;
        }
        catch (IOException exception) when (IsHeld(exception))
        {
            return true;
        }
    }

    // EWOULDBLOCK of Linux and of macOS, and the sharing violation of Windows.
    private static bool IsHeld(IOException exception) => exception.HResult is 11 or 35 or unchecked((int)0x80070020);
}
