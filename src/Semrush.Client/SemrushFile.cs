namespace Semrush.Client;

/// <summary>A downloaded file. The library keeps it in memory; its maximum size is 64 MiB.</summary>
/// <param name="content">The content.</param>
/// <param name="mediaType">The media type.</param>
/// <param name="name">The name, if the server has sent one.</param>
public sealed class SemrushFile(Stream content, string mediaType, string? name = null) : IDisposable
{
    /// <summary>The content, from its first byte. It can be read any number of times.</summary>
    public Stream Content { get; } = content;

    /// <summary>The media type, such as <c>application/pdf</c>.</summary>
    public string MediaType { get; } = mediaType;

    /// <summary>The file name; <see langword="null"/> if the server has sent none. Do not use it as a path without a check.</summary>
    public string? Name { get; } = name;

    /// <summary>Disposes the content.</summary>
    public void Dispose() => Content.Dispose();
}
