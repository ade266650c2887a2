using System.Text.Json;

namespace Semrush.Client.Http.Internal.Reading;

/// <summary>A place where a response is not of its documented form. It contains no value, which may be a secret.</summary>
/// <param name="Offset">The offset of a byte of the value in the body.</param>
/// <param name="Expected">The documented form, such as <c>an integer</c>.</param>
/// <param name="Found">The actual form, such as <c>a list</c>.</param>
/// <param name="Member">The missing member of the object at the offset, if one is missing.</param>
internal readonly record struct Deviation(int Offset, string Expected, string Found, string? Member = null);

internal static partial class Json
{
    /// <summary>The deviations and the failure that the readers find in the current response.</summary>
    /// <remarks>Reading is synchronous, so the notes belong to the thread. They are created with the first deviation or failure.</remarks>
    internal sealed class Notes
    {
        [ThreadStatic]
        private static Notes? t_current;

        private readonly List<Deviation> _deviations = [];

        public IReadOnlyList<Deviation> Deviations => _deviations;

        /// <summary>Whether the response reports a failure: <c>success</c> is false, or there is an <c>error</c>.</summary>
        public bool HasFailure { get; private set; }

        private static Notes Current => t_current ??= new();

        /// <summary>Returns the notes since the last call, or null.</summary>
        public static Notes? Take()
        {
            var notes = t_current;
            t_current = null;
            return notes;
        }

        public static void AddFailure() => Current.HasFailure = true;

        public static void Add(ref Utf8JsonReader reader, string expected, string found, string? member = null)
            => Current._deviations.Add(new((int)reader.TokenStartIndex, expected, found, member));

        /// <summary>Skips a value that cannot be read in the expected form.</summary>
        /// <returns>False, as there is no value.</returns>
        public static bool AddAbsent(ref Utf8JsonReader reader, string expected)
        {
            Add(ref reader, expected, Name(reader.TokenType));
            reader.Skip();
            return false;
        }

        public static string Name(JsonTokenType token) => token switch
        {
            JsonTokenType.StartObject => "an object",
            JsonTokenType.StartArray => "a list",
            JsonTokenType.String or JsonTokenType.PropertyName => "a string",
            JsonTokenType.Number => "a number",
            JsonTokenType.True or JsonTokenType.False => "a boolean",
            _ => "null",
        };
    }
}
