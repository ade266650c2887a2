namespace Semrush.Client.Tests.Authentication.Stores;

/// <summary>A folder that goes with the test.</summary>
/// <param name="inMemory">Whether it may do without a disk, where the system has such a place: there a write takes microseconds.</param>
internal sealed class TemporaryFolder(bool inMemory = false) : IDisposable
{
    private const string Memory = "/dev/shm";

    public string Path { get; } = inMemory && Directory.Exists(Memory)
        ? Directory.CreateDirectory(System.IO.Path.Combine(Memory, $"semrush-tests-{Guid.NewGuid():N}")).FullName
        : Directory.CreateTempSubdirectory("semrush-tests-").FullName;

    /// <summary>Where a store may make its folder.</summary>
    public string Store => System.IO.Path.Combine(Path, "tokens");

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
