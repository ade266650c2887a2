using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;

namespace Semrush.Client.Testing.Internal;

/// <summary>JSON as a document. Dates stay text: as a date, a timestamp would lose digits.</summary>
internal static class JsonText
{
    private static readonly JsonSerializer Serializer = JsonSerializer.Create(new JsonSerializerSettings
    {
        ContractResolver = new DefaultContractResolver { NamingStrategy = new CamelCaseNamingStrategy() },
        NullValueHandling = NullValueHandling.Ignore,
    });

    /// <summary>Names are in camel case. A member without a value is left out, as in the documented responses.</summary>
    public static JObject From(object document) => JObject.FromObject(document, Serializer);

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
            // Not JSON: the method returns false.
        }

        return document is not null;
    }

    public static string Write(JToken document) => document.ToString(Formatting.None);

    // The validator throws on them. As a double, such a value is still a number and no integer.
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
