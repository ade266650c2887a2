namespace Semrush.Client.Tests.Http.Redirects;

/// <summary>A place that a server may point at instead of answering.</summary>
/// <param name="Name">What is different about it.</param>
/// <param name="IsFromHttps">Whether the server that points there is asked over https.</param>
/// <param name="Location">The header, given the port of the server and that of the trap.</param>
internal sealed record Redirect(string Name, bool IsFromHttps, Func<int, int, string> Location)
{
    public static readonly int[] Statuses = [301, 302, 303, 307, 308];

    public static IReadOnlyList<Redirect> All { get; } =
    [
        new("same host", false, (server, _) => $"http://127.0.0.1:{server}/elsewhere"),
        new("other host", false, (_, trap) => $"http://localhost:{trap}/elsewhere"),
        new("other port", false, (_, trap) => $"http://127.0.0.1:{trap}/elsewhere"),
        new("https to http", true, (_, trap) => $"http://127.0.0.1:{trap}/elsewhere"),
        new("relative", false, (_, _) => "/elsewhere"),
        new("//host", false, (_, trap) => $"//localhost:{trap}/elsewhere"),
        new("@host", false, (server, trap) => $"http://127.0.0.1:{server}@localhost:{trap}/elsewhere"),
    ];

    public override string ToString() => Name;
}
