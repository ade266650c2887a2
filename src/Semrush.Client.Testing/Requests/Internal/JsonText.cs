using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Semrush.Client.Testing.Requests.Internal;

/// <summary>JSON as a document. Dates stay text: read and written again, a timestamp would lose digits.</summary>
internal static class JsonText
{
    public static bool TryRead(string text, [NotNullWhen(true)] out JToken? document)
    {
        document = null;
        try
        {
            using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None };
            var token = JToken.ReadFrom(reader);
            if (!reader.Read())
                document = WithoutBigIntegers(token);
        }
        catch (JsonException)
        {
            // Not JSON; the caller says so.
        }

        return document is not null;
    }

    public static string Write(JToken document) => document.ToString(Formatting.None);

    // The validator throws on them. As a double, one is still no integer and still a number.
    private static JToken WithoutBigIntegers(JToken token)
    {
        foreach (var value in (token as JContainer)?.DescendantsAndSelf().OfType<JValue>() ?? [(token as JValue)!])
        {
            if (value.Value is BigInteger integer)
                value.Value = (double)integer;
        }

        return token;
    }
}
