using System.Text;
using System.Text.Json;

namespace Semrush.Client.Http.Internal;

/// <summary>A flat JSON object as <c>application/x-www-form-urlencoded</c>, each value encoded once; the entries of a list are joined by commas.</summary>
internal static class FormText
{
    public static byte[] From(JsonElement fields)
    {
        var text = new StringBuilder();
        foreach (var field in fields.EnumerateObject())
        {
            if (text.Length > 0)
                text.Append('&');
            text.Append(Uri.EscapeDataString(field.Name)).Append('=').Append(Uri.EscapeDataString(Text(field.Value)));
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Array => string.Join(',', value.EnumerateArray().Select(Text)),
        JsonValueKind.Object => throw new NotSupportedException("A form has no place for an object."),
        _ => value.ToString(),
    };
}
