using System.Text.Json;

namespace Semrush.Client.Http.Internal.Reading;

/// <summary>A place where a response is not of its documented form. It holds no value: that may be a secret.</summary>
/// <param name="Offset">A byte of the value, counted from the beginning of the body.</param>
/// <param name="Expected">The documented form, such as <c>an integer</c>.</param>
/// <param name="Found">What is there, such as <c>a list</c>.</param>
/// <param name="Member">The member that the object at the offset lacks, where it lacks one.</param>
internal readonly record struct Deviation(int Offset, string Expected, string Found, string? Member = null);

internal static partial class Json
{
    /// <summary>What the readers notice of the response that is being read, beside its values.</summary>
    /// <remarks>
    /// Reading is synchronous, so the notes belong to the thread; a response of the documented form has none, and costs nothing.
    /// </remarks>
    internal sealed class Notes
    {
        [ThreadStatic]
        private static Notes? t_current;

        private readonly List<Deviation> _deviations = [];

        public IReadOnlyList<Deviation> Deviations => _deviations;

        /// <summary>
        /// Whether the response reports that the call failed: <c>success</c> is false, or there is an <c>error</c> beside or in place of
        /// the data.
        /// </summary>
        public bool HasFailure { get; private set; }

        private static Notes Current => t_current ??= new();

        /// <summary>The notes since the last call; none where there was nothing to note.</summary>
        public static Notes? Take()
        {
            var notes = t_current;
            t_current = null;
            return notes;
        }

        public static void AddFailure() => Current.HasFailure = true;

        public static void Add(ref Utf8JsonReader reader, string expected, string found, string? member = null)
            => Current._deviations.Add(new((int)reader.TokenStartIndex, expected, found, member));

        /// <summary>Passes over a value that cannot be read as what was expected.</summary>
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
