using System.Globalization;
using NJsonSchema.Validation;

namespace Semrush.Client.Testing.Checks.Internal;

/// <summary>What a value must be, from the limit of the schema that it broke.</summary>
internal static class ErrorText
{
    public static string Describe(ValidationError error) => error.Kind switch
    {
        ValidationErrorKind.PropertyRequired => "is required",
        ValidationErrorKind.NoAdditionalPropertiesAllowed => StrictCheck.Unknown,
        ValidationErrorKind.StringExpected => "must be a string",
        ValidationErrorKind.NumberExpected => "must be a number",
        ValidationErrorKind.IntegerExpected or ValidationErrorKind.IntegerTooBig => "must be an integer",
        ValidationErrorKind.BooleanExpected => "must be true or false",
        ValidationErrorKind.ObjectExpected => "must be an object",
        ValidationErrorKind.ArrayExpected => "must be a list",
        ValidationErrorKind.PatternMismatch => $"must match {error.Schema.Pattern}",
        ValidationErrorKind.StringTooShort => $"must have at least {Count(error.Schema.MinLength)} characters",
        ValidationErrorKind.StringTooLong => $"must have at most {Count(error.Schema.MaxLength)} characters",
        ValidationErrorKind.NumberTooSmall => $"must be at least {Count(error.Schema.Minimum)}",
        ValidationErrorKind.NumberTooBig => $"must be at most {Count(error.Schema.Maximum)}",
        ValidationErrorKind.TooFewItems => $"must have at least {Count(error.Schema.MinItems)} items",
        ValidationErrorKind.TooManyItems => $"must have at most {Count(error.Schema.MaxItems)} items",
        ValidationErrorKind.ItemsNotUnique => "must not have an item twice",
        ValidationErrorKind.NotInEnumeration => $"must be one of {string.Join("; ", error.Schema.Enumeration)}",
        ValidationErrorKind.DateTimeExpected => "must be a date and time with an offset, such as 2024-07-05T12:39:22.611Z",
        ValidationErrorKind.GuidExpected or ValidationErrorKind.UuidExpected => "must be a UUID",
        ValidationErrorKind.UriExpected => "must be an address",
        _ => "does not keep to its schema",
    };

    private static string Count(IFormattable? limit) => limit?.ToString(null, CultureInfo.InvariantCulture) ?? "";
}
