using System.Text;
using System.Text.Json;

namespace Semrush.Client.Http.Internal;

/// <summary>The secrets in the body of a sensitive request: every text that is not known to be harmless.</summary>
internal static class SentSecrets
{
    // Shorter texts are no secrets, and hiding them would blot out words.
    private const int ShortestSecret = 8;

    public static IReadOnlyList<string> In(ReadOnlySpan<byte> body, string contentType)
    {
        var secrets = new List<string>();
        if (contentType == "application/json")
            AddFromJson(body, secrets);
        else
            AddFromForm(Encoding.ASCII.GetString(body), secrets);
        return secrets;
    }

    private static void AddFromJson(ReadOnlySpan<byte> body, List<string> secrets)
    {
        var reader = new Utf8JsonReader(body);
        foreach (var member in JsonElement.ParseValue(ref reader).EnumerateObject())
            if (member.Value.ValueKind == JsonValueKind.String)
                Add(member.Name, member.Value.GetString()!, secrets);
    }

    private static void AddFromForm(string form, List<string> secrets)
    {
        foreach (var field in form.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = field.Split('=') is [var left, var right] ? (left, right) : (field, "");
            var text = Uri.UnescapeDataString(value);
            Add(name, text, secrets);
            if (text != value)
                Add(name, value, secrets);
        }
    }

    private static void Add(string name, string value, List<string> secrets)
    {
        if (value.Length >= ShortestSecret && name is not ("grant_type" or "client_id" or "redirect_uri"))
            secrets.Add(value);
    }
}
