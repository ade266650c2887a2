using System.Text;
using System.Text.Json;

namespace Semrush.Client.Http.Internal;

/// <summary>A flat JSON object as <c>application/x-www-form-urlencoded</c>, each value encoded once.</summary>
internal static class FormText
{
    public static byte[] From(JsonElement fields)
    {
        var text = new StringBuilder();
        foreach (var field in fields.EnumerateObject())
        {
            if (text.Length > 0)
                text.Append('&');
            text.Append(Uri.EscapeDataString(field.Name)).Append('=').Append(Uri.EscapeDataString(field.Value.ToString()));
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
