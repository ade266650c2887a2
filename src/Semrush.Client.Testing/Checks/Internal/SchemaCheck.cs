using Newtonsoft.Json.Linq;
using NJsonSchema;
using NJsonSchema.Validation;
using NJsonSchema.Validation.FormatValidators;

namespace Semrush.Client.Testing.Checks.Internal;

/// <summary>A value against its schema, in the words of the documented violations.</summary>
internal static class SchemaCheck
{
    private static readonly JsonSchemaValidatorSettings Settings = new() { FormatValidators = [.. Formats()] };

    /// <summary>The violations of a value of that name; without a name, of a body, whose members are named by their paths.</summary>
    public static IEnumerable<Violation> Find(JsonSchema schema, JToken value, string? field)
    {
        var errors = schema.Validate(value, SchemaType.OpenApi3, Settings);
        return errors.SelectMany(Leaves).Where(IsMeant).SelectMany(error => Violations(schema, error, Field(field, error))).Distinct();
    }

    // A composed schema wraps the errors of its parts, at any depth.
    private static IEnumerable<ValidationError> Leaves(ValidationError error) => error switch
    {
        ChildSchemaValidationError child when child.Errors.Values.Any(errors => errors.Count > 0) =>
            child.Errors.Values.SelectMany(errors => errors).SelectMany(Leaves),
        MultiTypeValidationError multi when multi.Errors.Values.Any(errors => errors.Count > 0) =>
            multi.Errors.Values.SelectMany(errors => errors).SelectMany(Leaves),
        _ => [error],
    };

    // Of what is not an object at all, the validator says besides that every required member is missing.
    private static bool IsMeant(ValidationError error) => error.Kind != ValidationErrorKind.PropertyRequired || error.Token is JObject;

    private static string Field(string? field, ValidationError error)
    {
        var path = (error.Path ?? "").TrimStart('#', '/');
        if (field is null)
            return path.Length > 0 ? path : "body";
        return path.StartsWith('[') ? field + path : field;
    }

    private static IEnumerable<Violation> Violations(JsonSchema schema, ValidationError error, string field)
    {
        if (error.Kind is ValidationErrorKind.ExcludedSchemaValidates && Exclusive(schema) is { Count: > 0 } names)
            return names.Select(name => new Violation(name, $"cannot be combined with {string.Join(", ", names.Except([name]))}"));
        return [new Violation(field, ErrorText.Describe(error))];
    }

    private static List<string> Exclusive(JsonSchema schema) =>
        schema.ExtensionData?.TryGetValue("x-semrush-exclusive", out var names) is true && names is IEnumerable<object> list
            ? [.. list.Select(name => name.ToString()).OfType<string>()]
            : [];

    private static IEnumerable<IFormatValidator> Formats() => new JsonSchemaValidatorSettings().FormatValidators
        .Where(validator => validator.Format != TimestampFormat.Name)
        .Append(new TimestampFormat());
}
