using System.Globalization;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using NSwag;

namespace Semrush.Client.Testing.Internal;

/// <summary>Checks a request against its contract. It collects every violation, so that one response contains them all.</summary>
internal sealed partial class RequestCheck(ContractOperation operation, IncomingRequest incoming)
{
    private const string BodyField = "body";

    public List<Violation> Violations { get; } = [];

    public EmulatedRequest ReadRequest()
    {
        var request = ReadParameters();
        if (operation.AnyOf.Count > 0 && !operation.AnyOf.Any(request.Parameters.ContainsKey))
            Add(operation.AnyOf[0], $"at least one of {string.Join(", ", operation.AnyOf)} is required");
        return request with { Body = ReadBody() };
    }

    /// <summary>Reads the parameters only: all known, all required ones present, each conforming to its schema.</summary>
    public EmulatedRequest ReadParameters()
    {
        var known = operation.Parameters.Where(parameter => parameter.In == OpenApiParameterKind.Query).Select(parameter => parameter.Name);
        foreach (var name in incoming.Query.Select(pair => pair.Key).Except(known))
            Add(name, "is not a known query parameter");

        var path = operation.Path.Read(incoming.Path);
        var parameters = new Dictionary<string, JToken>();
        foreach (var parameter in operation.Parameters)
        {
            List<string> texts = parameter.In switch
            {
                OpenApiParameterKind.Path => [path[parameter.Name]],
                OpenApiParameterKind.Header => incoming.Header(parameter.Name) is { } header ? [header] : [],
                _ => [.. incoming.Query.Where(pair => pair.Key == parameter.Name).Select(pair => pair.Value)],
            };
            if (texts.Count > 0)
            {
                var value = parameters[parameter.Name] = ReadValue(parameter.Name, parameter.Schema, texts, parameter.IsExploded);
                Violations.AddRange(SchemaCheck.Find(parameter.Schema, value, parameter.Name));
            }
            else if (parameter.IsRequired)
            {
                Add(parameter.Name, "is required");
            }
        }

        return new EmulatedRequest(operation, parameters, Body: null);
    }

    // The body: present if it is required, of a documented media type, conforming to its schema.
    private JToken? ReadBody()
    {
        if (!incoming.HasBody)
        {
            if (operation.Body is { IsRequired: true })
                Add(BodyField, "is required");
            return null;
        }

        if (operation.Body is not { } body)
        {
            Add(BodyField, "must be empty");
            return null;
        }

        if (body.Media.FirstOrDefault(media => media.Type.Equals(incoming.MediaType, StringComparison.OrdinalIgnoreCase)) is { } media)
            return ReadBody(media, incoming.Body!);
        Add("Content-Type", $"must be {string.Join(" or ", body.Media.Select(media => media.Type))}");
        return null;
    }

    private JToken? ReadBody(ContractMedia media, string text)
    {
        if (media.Schema is not { } schema || !(media.IsJson || media.IsForm))
            return new JValue(text);
        JToken? document;
        if (media.IsForm)
        {
            document = ReadForm(schema);
        }
        else if (!JsonText.TryRead(text, out document))
        {
            Add(BodyField, "must be a JSON document");
            return null;
        }

        Violations.AddRange(SchemaCheck.Find(schema, document));
        return document;
    }

    private JObject ReadForm(JsonSchema schema)
    {
        var form = new JObject();
        foreach (var member in incoming.ReadForm().GroupBy(pair => pair.Key, pair => pair.Value))
        {
            // Other text may be a document in another format, its secrets included, and is not quoted.
            if (!Name().IsMatch(member.Key))
                Add(BodyField, "must be form-encoded");
            else
                form[member.Key] = ReadValue(
                    member.Key, schema.ActualProperties.GetValueOrDefault(member.Key) ?? new JsonSchema(), [.. member], isExploded: false);
        }

        return form;
    }

    private JToken ReadValue(string name, JsonSchema expected, List<string> texts, bool isExploded)
    {
        var actual = expected.ActualTypeSchema;
        if (texts.Count > 1 && !(actual.IsArray && isExploded))
            Add(name, "is given more than once");
        if (!actual.IsArray)
            return ReadScalar(actual, texts[0]);
        IEnumerable<string> items = isExploded ? texts : texts[0].Split(',');
        return new JArray(items.Select(item => actual.Item is { } schema ? ReadScalar(schema.ActualTypeSchema, item) : new JValue(item)));
    }

    // Text that does not have the type of its schema stays text, which the validator rejects.
    private static JValue ReadScalar(JsonSchema schema, string text)
    {
        var invariant = CultureInfo.InvariantCulture;
        if (schema.Type.HasFlag(JsonObjectType.Integer) && long.TryParse(text, NumberStyles.AllowLeadingSign, invariant, out var integer))
            return new JValue(integer);
        if (schema.Type.HasFlag(JsonObjectType.Number) && double.TryParse(text, NumberStyles.Float, invariant, out var number))
            return new JValue(number);
        if (schema.Type.HasFlag(JsonObjectType.Boolean) && text is "true" or "false")
            return new JValue(text == "true");
        return new JValue(text);
    }

    private void Add(string field, string description) => Violations.Add(new Violation(field, description));

    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}$")]
    private static partial Regex Name();
}

/// <summary>A violation of the contract by a part of a request. Never contains a value of the request, which may be a secret.</summary>
internal sealed record Violation(string Field, string Description)
{
    public static string Summary(IEnumerable<Violation> violations)
        => string.Join("; ", violations.Select(violation => $"{violation.Field} {violation.Description}"));
}
