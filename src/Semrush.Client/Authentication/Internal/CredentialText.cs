namespace Semrush.Client.Authentication.Internal;

/// <summary>Checks the text of a credential without ever repeating it.</summary>
internal static class CredentialText
{
    public static string Checked(string text, string name)
    {
        ArgumentNullException.ThrowIfNull(text, name);
        if (text.Length == 0)
            throw new ArgumentException($"{name} is empty.", name);
        foreach (var character in text)
            if (character is <= ' ' or > '~')
                throw new ArgumentException($"{name} has a space, a line break or a character beyond ASCII: check how it was read.", name);
        return text;
    }
}
