namespace Semrush.Client.Authentication.Internal;

/// <summary>Checks the text of a credential. No message repeats it.</summary>
internal static class CredentialText
{
    public static string Checked(string text, string name)
    {
        ArgumentNullException.ThrowIfNull(text, name);
        return text.Length == 0
            ? throw new ArgumentException($"{name} is empty.", name)
            : FindFault(text, name) is { } fault ? throw new ArgumentException(fault, name) : text;
    }

    public static string? FindFault(string? text, string name)
    {
        foreach (var character in text ?? "")
            if (character is <= ' ' or > '~')
                return $"{name} has a space, a line break or a character beyond ASCII: check how it was read.";
        return null;
    }
}

/// <summary>How an application authenticates at a token endpoint.</summary>
internal sealed class ClientCredentials
{
    public ClientCredentials(string? id, string? secret)
    {
        Id = string.IsNullOrEmpty(id) ? throw new ArgumentException("ClientId is missing.") : id;
        Secret = string.IsNullOrEmpty(secret) ? throw new ArgumentException("ClientSecret is missing.") : secret;
    }

    public string Id { get; }

    public string Secret { get; }
}
