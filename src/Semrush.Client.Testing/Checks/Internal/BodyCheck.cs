using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using Semrush.Client.Testing.Contracts.Internal;
using Semrush.Client.Testing.Requests.Internal;

namespace Semrush.Client.Testing.Checks.Internal;

/// <summary>The body of a request: there if it must be, of a documented media type, and as its schema wants it.</summary>
internal static partial class BodyCheck
{
    private const string Field = "body";

    public static JToken? Read(ContractOperation operation, IncomingRequest incoming, List<Violation> violations)
    {
        if (!incoming.HasBody)
        {
            if (operation.Body is { IsRequired: true })
                violations.Add(new Violation(Field, "is required"));
            return null;
        }

        if (operation.Body is not { } body)
        {
            violations.Add(new Violation(Field, "must be empty"));
            return null;
        }

        if (body.Media.FirstOrDefault(media => media.Type.Equals(incoming.MediaType, StringComparison.OrdinalIgnoreCase)) is { } media)
            return Read(media, incoming.Body!, violations);
        violations.Add(new Violation("Content-Type", $"must be {string.Join(" or ", body.Media.Select(media => media.Type))}"));
        return null;
    }

    private static JToken? Read(ContractMedia media, string text, List<Violation> violations)
    {
        if (media.Schema is not { } schema || !(media.IsJson || media.IsForm))
            return new JValue(text);
        JToken? document;
        if (media.IsForm)
        {
            document = ReadForm(schema, text, violations);
        }
        else if (!JsonText.TryRead(text, out document))
        {
            violations.Add(new Violation(Field, "must be a JSON document"));
            return null;
        }

        violations.AddRange(SchemaCheck.Find(schema, document, null));
        violations.AddRange(StrictCheck.Find(schema, document, ""));
        return document;
    }

    private static JObject ReadForm(JsonSchema schema, string text, List<Violation> violations)
    {
        var form = new JObject();
        foreach (var members in FormText.Read(text).GroupBy(pair => pair.Key, pair => pair.Value))
        {
            if (!Name().IsMatch(members.Key))
            {
                violations.Add(new Violation(Field, "must be form-encoded"));
                continue;
            }

            var values = members.ToList();
            if (values.Count > 1)
                violations.Add(new Violation(members.Key, "is given more than once"));
            form[members.Key] = schema.ActualProperties.TryGetValue(members.Key, out var property)
                ? Value(property, values[0])
                : new JValue(values[0]);
        }

        return form;
    }

    private static JToken Value(JsonSchema property, string text) =>
        property.ActualTypeSchema.IsArray ? ValueText.ReadList(property, text.Split(',')) : ValueText.Read(property, text);

    // What is no name may be a document in another form, its secrets included, and is not repeated.
    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}$")]
    private static partial Regex Name();
}
