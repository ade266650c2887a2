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
        try
        {
            document = Read(text);
        }
        catch (JsonException)
        {
            document = null;
        }

        return document is not null;
    }

    /// <exception cref="JsonException">The text is no JSON document. The message has the line.</exception>
    public static JToken Read(string text)
    {
        using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None };
        var token = JToken.ReadFrom(reader);
        return reader.Read()
            ? throw new JsonReaderException($"Additional text after the document, line {reader.LineNumber}.")
            : WithoutBigIntegers(token);
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
