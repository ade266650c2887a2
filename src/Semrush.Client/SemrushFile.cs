namespace Semrush.Client;

/// <summary>A downloaded file. The library keeps it in memory. The maximum size of a file is 64 MiB.</summary>
/// <param name="content">The content.</param>
/// <param name="mediaType">The media type, such as <c>application/pdf</c>.</param>
/// <param name="name">The file name; <see langword="null"/> if there is none.</param>
public sealed class SemrushFile(Stream content, string mediaType, string? name = null) : IDisposable
{
    /// <summary>The content, from its first byte. It can be read any number of times.</summary>
    public Stream Content { get; } = content;

    /// <summary>The media type, such as <c>application/pdf</c>; <c>application/octet-stream</c> if the response has none.</summary>
    public string MediaType { get; } = mediaType;

    /// <summary>The file name; <see langword="null"/> if the response has none. Validate it before you use it in a path.</summary>
    public string? Name { get; } = name;

    /// <summary>Disposes the content.</summary>
    public void Dispose() => Content.Dispose();
}
