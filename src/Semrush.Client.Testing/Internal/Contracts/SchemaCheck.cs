using System.Globalization;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using NJsonSchema.Validation;
using NJsonSchema.Validation.FormatValidators;

namespace Semrush.Client.Testing.Internal;

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
