using Newtonsoft.Json.Linq;
using NJsonSchema.Validation;
using NJsonSchema.Validation.FormatValidators;
using Semrush.Client.Testing.Timestamps.Internal;

namespace Semrush.Client.Testing.Checks.Internal;

/// <summary>
/// `date-time` as RFC 3339 has it, with 0 to 9 digits of a second's fraction. NJsonSchema's own takes a date alone,
/// too, which the live API was seen to refuse.
/// </summary>
internal sealed class TimestampFormat : IFormatValidator
{
    public const string Name = "date-time";

    public string Format => Name;

    public ValidationErrorKind ValidationErrorKind => ValidationErrorKind.DateTimeExpected;

    public bool IsValid(string value, JTokenType tokenType) => Instant.TryParse(value, out _);
}
