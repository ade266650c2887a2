namespace Semrush.Client.Tests;

/// <summary>Semrush's documented example bodies, from the folder of the same name.</summary>
internal static class Payloads
{
    public static string Text(string name)
    {
        using var stream = typeof(Payloads).Assembly.GetManifestResourceStream($"{name}.json") ?? throw new ArgumentException($"No payload is called {name}.", nameof(name));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
