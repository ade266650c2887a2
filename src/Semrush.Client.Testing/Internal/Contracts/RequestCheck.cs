using System.Globalization;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using NJsonSchema.Validation;
using NJsonSchema.Validation.FormatValidators;
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

/// <summary>
/// Checks a value against its schema, with the descriptions of the documented violations. It is stricter than a server may be: it also
/// rejects members that no schema has, at any depth, and integers beyond 32 bits of the format `int32`, which show that client and contract
/// differ.
/// </summary>
internal static class SchemaCheck
{
    private const string UnknownMember = "is not a known member";

    private static readonly JsonSchemaValidatorSettings Settings = new() { FormatValidators = [.. Formats()] };

    /// <summary>The violations of a value of that name; without a name, of a body, whose members are named by their paths.</summary>
    public static IEnumerable<Violation> Find(JsonSchema schema, JToken value, string? field = null)
    {
        var errors = schema.Validate(value, SchemaType.OpenApi3, Settings).SelectMany(Leaves)
            // For a value that is no object, the validator also reports each required member as missing.
            .Where(error => error.Kind != ValidationErrorKind.PropertyRequired || error.Token is JObject);
        return errors.SelectMany(error => Violations(schema, error, Field(field, error))).Distinct()
            .Concat(FindUnknown(schema, value, field ?? ""));
    }

    // A composed schema wraps the errors of its parts, at any depth.
    private static IEnumerable<ValidationError> Leaves(ValidationError error)
    {
        var parts = error switch
        {
            ChildSchemaValidationError child => child.Errors.Values.SelectMany(errors => errors).ToList(),
            MultiTypeValidationError multi => [.. multi.Errors.Values.SelectMany(errors => errors)],
            _ => [],
        };
        return parts.Count > 0 ? parts.SelectMany(Leaves) : [error];
    }

    private static string Field(string? field, ValidationError error)
    {
        var path = (error.Path ?? "").TrimStart('#', '/');
        if (field is null)
            return path.Length > 0 ? path : "body";
        return path.StartsWith('[') ? field + path : field;
    }

    private static IEnumerable<Violation> Violations(JsonSchema schema, ValidationError error, string field)
    {
        if (error.Kind is ValidationErrorKind.ExcludedSchemaValidates
            && schema.ExtensionData?.TryGetValue("x-semrush-exclusive", out var names) is true && names is IEnumerable<object> exclusive)
        {
            var fields = exclusive.Select(name => name.ToString()!).ToList();
            return fields.Select(name => new Violation(name, $"cannot be combined with {string.Join(", ", fields.Except([name]))}"));
        }

        return [new Violation(field, Describe(error))];
    }

    private static string Describe(ValidationError error) => error.Kind switch
    {
        ValidationErrorKind.PropertyRequired => "is required",
        ValidationErrorKind.NoAdditionalPropertiesAllowed => UnknownMember,
        ValidationErrorKind.StringExpected => "must be a string",
        ValidationErrorKind.NumberExpected => "must be a number",
        ValidationErrorKind.IntegerExpected or ValidationErrorKind.IntegerTooBig => "must be an integer",
        ValidationErrorKind.BooleanExpected => "must be true or false",
        ValidationErrorKind.ObjectExpected => "must be an object",
        ValidationErrorKind.ArrayExpected => "must be a list",
        ValidationErrorKind.PatternMismatch => $"must match {error.Schema.Pattern}",
        ValidationErrorKind.StringTooShort => $"must have at least {error.Schema.MinLength} characters",
        ValidationErrorKind.StringTooLong => $"must have at most {error.Schema.MaxLength} characters",
        ValidationErrorKind.NumberTooSmall => string.Create(CultureInfo.InvariantCulture, $"must be at least {error.Schema.Minimum}"),
        ValidationErrorKind.NumberTooBig => string.Create(CultureInfo.InvariantCulture, $"must be at most {error.Schema.Maximum}"),
        ValidationErrorKind.TooFewItems => $"must have at least {error.Schema.MinItems} items",
        ValidationErrorKind.TooManyItems => $"must have at most {error.Schema.MaxItems} items",
        ValidationErrorKind.ItemsNotUnique => "must not have an item twice",
        ValidationErrorKind.NotInEnumeration => $"must be one of {string.Join("; ", error.Schema.Enumeration)}",
        ValidationErrorKind.DateTimeExpected => "must be a date and time with an offset, such as 2024-07-05T12:39:22.611Z",
        ValidationErrorKind.GuidExpected or ValidationErrorKind.UuidExpected => "must be a UUID",
        ValidationErrorKind.UriExpected => "must be an address",
        _ => "does not conform to its schema",
    };

    private static IEnumerable<Violation> FindUnknown(JsonSchema schema, JToken value, string path)
    {
        var actual = schema.ActualTypeSchema;
        return value switch
        {
            JObject members => members.Properties()
                .SelectMany(member => FindUnknown(actual, member, $"{path}.{member.Name}".TrimStart('.'))),
            JArray items when actual.Item is { } item
                => items.SelectMany((element, index) => FindUnknown(item, element, $"{path}[{index}]")),
            { Type: JTokenType.Integer } when actual.Format == JsonFormatStrings.Integer && (long)value != (int)(long)value
                => [new Violation(path, "must be an integer of 32 bits")],
            _ => [],
        };
    }

    private static IEnumerable<Violation> FindUnknown(JsonSchema owner, JProperty member, string path)
    {
        if (owner.ActualProperties.TryGetValue(member.Name, out var property))
            return FindUnknown(property, member.Value, path);
        if (owner.AdditionalPropertiesSchema is { } additional)
            return FindUnknown(additional, member.Value, path);
        // The validator finds a member that the schema forbids. An object without any properties may have any member.
        return owner.ActualProperties.Count > 0 && owner.AllowAdditionalProperties ? [new Violation(path, UnknownMember)] : [];
    }

    private static IEnumerable<IFormatValidator> Formats()
    {
        var own = new TimestampFormat();
        return new JsonSchemaValidatorSettings().FormatValidators.Where(validator => validator.Format != own.Format).Append(own);
    }

    /// <summary>
    /// `date-time` of RFC 3339, with up to nine fraction digits. NJsonSchema's own also accepts a date alone, which the live API rejects.
    /// </summary>
    private sealed class TimestampFormat : IFormatValidator
    {
        public string Format => "date-time";

        public ValidationErrorKind ValidationErrorKind => ValidationErrorKind.DateTimeExpected;

        public bool IsValid(string value, JTokenType tokenType) => TimestampText.IsValid(value);
    }
}
