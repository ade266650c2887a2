using System.Buffers;
using System.Buffers.Text;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Semrush.Client.Http.Internal.Reading;

internal static partial class Json
{
    private const string OtherNumber = "another number";

    private static readonly SearchValues<byte> NumberBytes = SearchValues.Create("0123456789.+-eE"u8);

    private static ReadOnlySpan<byte> Blanks => " \t\r\n"u8;

    // The text of a number or a string.
    private static ReadOnlySpan<byte> Digits(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Number => reader.ValueSpan,
        JsonTokenType.String => reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(reader.GetString()!) : reader.ValueSpan,
        _ => default,
    };

    // Skips a value of another form, or a number outside the range of its type.
    private static bool AddAbsent(ref Utf8JsonReader reader, string form)
    {
        if (reader.TokenType != JsonTokenType.Number)
            return Notes.AddAbsent(ref reader, form);
        Notes.Add(ref reader, form, OtherNumber);
        return false;
    }

    /// <summary>Reads a string, or a number as its text.</summary>
    internal abstract class Text : IReader<string>
    {
        public static string Form => "a string";

        public static bool TryRead(ref Utf8JsonReader reader, out string value) => TryRead(ref reader, Form, out value);

        /// <summary>Reads the text of a value or of the name of a member.</summary>
        public static bool TryRead(ref Utf8JsonReader reader, string form, out string value)
        {
            value = null!;
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
            {
                value = reader.GetString()!;
                return true;
            }

            // A boolean in place of a string means that there is none.
            if (reader.TokenType != JsonTokenType.Number)
                return Notes.AddAbsent(ref reader, form);
            Notes.Add(ref reader, form, "a number");
            value = Encoding.UTF8.GetString(reader.ValueSpan);
            return true;
        }
    }

    /// <summary>Reads an integer with all digits, also from a string, with a zero fraction or with an exponent.</summary>
    internal abstract class Integer<T> : IReader<T>
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        private const int MaxLength = 28;
        private const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

        public static string Form => "an integer";

        public static bool TryRead(ref Utf8JsonReader reader, out T value)
        {
            value = default;
            if (reader.TokenType == JsonTokenType.Number
                && T.TryParse(reader.ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value))
                return true;
            var text = Digits(ref reader).Trim(Blanks);
            // A decimal accepts what JSON does not have, such as a plus sign, and rounds what is longer or closer to zero.
            if (!IsNumber(text) || text.Length > MaxLength
                || !decimal.TryParse(text, Styles, CultureInfo.InvariantCulture, out var number) || !decimal.IsInteger(number)
                || (number == 0 && text.ContainsAnyInRange((byte)'1', (byte)'9'))
                || number < decimal.CreateChecked(T.MinValue) || number > decimal.CreateChecked(T.MaxValue))
                return AddAbsent(ref reader, Form);
            value = T.CreateChecked(number);
            Notes.Add(ref reader, Form, reader.TokenType == JsonTokenType.Number ? OtherNumber : "a string");
            return true;
        }

        private static bool IsNumber(ReadOnlySpan<byte> text)
            => text is [(byte)'-', >= (byte)'0' and <= (byte)'9', ..] or [>= (byte)'0' and <= (byte)'9', ..]
                && !text.ContainsAnyExcept(NumberBytes);
    }

    /// <summary>Reads a number with a fraction, also from a string.</summary>
    internal abstract class Double : IReader<double>
    {
        public static string Form => "a number";

        public static bool TryRead(ref Utf8JsonReader reader, out double value)
        {
            value = 0;
            if (reader.TokenType == JsonTokenType.Number)
                return (reader.TryGetDouble(out value) && double.IsFinite(value)) || AddAbsent(ref reader, Form);
            var text = Digits(ref reader).Trim(Blanks);
            // The parser also accepts names such as NaN, which are not JSON numbers.
            if (!Utf8Parser.TryParse(text, out value, out var read) || read != text.Length || !double.IsFinite(value))
                return AddAbsent(ref reader, Form);
            Notes.Add(ref reader, Form, "a string");
            return true;
        }
    }

    /// <summary>Reads true or false, also as a string, and 1 or 0.</summary>
    internal abstract class Boolean : IReader<bool>
    {
        public static string Form => "a boolean";

        public static bool TryRead(ref Utf8JsonReader reader, out bool value)
        {
            value = reader.TokenType == JsonTokenType.True;
            if (value || reader.TokenType == JsonTokenType.False)
                return true;
            var text = Digits(ref reader);
            value = Ascii.EqualsIgnoreCase(text, "true"u8) || text.SequenceEqual("1"u8);
            if (!value && !Ascii.EqualsIgnoreCase(text, "false"u8) && !text.SequenceEqual("0"u8))
                return Notes.AddAbsent(ref reader, Form);
            Notes.Add(ref reader, Form, Notes.Name(reader.TokenType));
            return true;
        }
    }

    /// <summary>Reads a timestamp, and keeps any other text.</summary>
    internal abstract class Time : IReader<Timestamp>
    {
        public static string Form => "a timestamp";

        public static bool TryRead(ref Utf8JsonReader reader, out Timestamp value)
        {
            value = default;
            if (!Text.TryRead(ref reader, Form, out var text))
                return false;
            value = new(text);
            if (reader.TokenType != JsonTokenType.Number && !value.TryGetInstant(out _))
                Notes.Add(ref reader, Form, "another text");
            return true;
        }
    }

    internal abstract class Date : IReader<DateOnly>
    {
        public static string Form => "a date";

        public static bool TryRead(ref Utf8JsonReader reader, out DateOnly value)
        {
            value = default;
            var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out value)
                || Notes.AddAbsent(ref reader, Form);
        }
    }

    /// <summary>Reads a UUID with any punctuation.</summary>
    internal abstract class Uuid : IReader<Guid>
    {
        public static string Form => "a UUID";

        public static bool TryRead(ref Utf8JsonReader reader, out Guid value)
        {
            value = default;
            if (reader.TokenType != JsonTokenType.String)
                return Notes.AddAbsent(ref reader, Form);
            if (reader.TryGetGuid(out value))
                return true;
            if (!Guid.TryParse(reader.GetString(), CultureInfo.InvariantCulture, out value))
                return Notes.AddAbsent(ref reader, Form);
            Notes.Add(ref reader, Form, "another text");
            return true;
        }
    }

    /// <summary>Reads Base64 in a string. Any other text is absent.</summary>
    internal abstract class Bytes : IReader<byte[]>
    {
        public static string Form => "Base64";

        public static bool TryRead(ref Utf8JsonReader reader, out byte[] value)
        {
            value = [];
            var isRead = reader.TokenType == JsonTokenType.String && reader.TryGetBytesFromBase64(out value!);
            return isRead || Notes.AddAbsent(ref reader, Form);
        }
    }

    internal abstract class Any : IReader<JsonElement>
    {
        public static string Form => "a value";

        public static bool TryRead(ref Utf8JsonReader reader, out JsonElement value)
        {
            value = JsonElement.ParseValue(ref reader);
            return true;
        }
    }

    /// <summary>Reads a list without its unreadable items. They are collected in a pooled array and copied.</summary>
    internal abstract class List<T, TReader> : IReader<IReadOnlyList<T>>
        where TReader : IReader<T>
    {
        private const int FirstSize = 64;

        public static string Form => "a list";

        public static bool TryRead(ref Utf8JsonReader reader, out IReadOnlyList<T> value)
        {
            value = null!;
            if (reader.TokenType != JsonTokenType.StartArray)
                return Notes.AddAbsent(ref reader, Form);
            var items = ArrayPool<T>.Shared.Rent(FirstSize);
            try
            {
                var (count, received) = (0, 0);
                for (; reader.Read() && reader.TokenType != JsonTokenType.EndArray; received++)
                {
                    if (count == items.Length)
                        items = Grow(items);
                    if (TReader.TryRead(ref reader, out var item))
                        items[count++] = item;
                }

                var read = items.AsSpan(0, count).ToArray();
                value = count == received ? read : new ReadList<T>(read, received);
                return true;
            }
            finally
            {
                Return(items);
            }
        }

        private static T[] Grow(T[] items)
        {
            var larger = ArrayPool<T>.Shared.Rent(items.Length * 2);
            items.CopyTo(larger, 0);
            Return(items);
            return larger;
        }

        // Cleared, so that no data of a response stays in the pool.
        private static void Return(T[] items) => ArrayPool<T>.Shared.Return(items, RuntimeHelpers.IsReferenceOrContainsReferences<T>());
    }

    /// <summary>Reads a map. An entry that cannot be read is left out.</summary>
    internal abstract class Map<TKey, TKeyReader, T, TReader> : IReader<IReadOnlyDictionary<TKey, T>>
        where TKey : notnull
        where TKeyReader : IReader<TKey>
        where TReader : IReader<T>
    {
        public static bool TryRead(ref Utf8JsonReader reader, out IReadOnlyDictionary<TKey, T> value)
        {
            value = null!;
            if (!Begin(ref reader))
                return false;
            var entries = new Dictionary<TKey, T>();
            while (Next(ref reader))
            {
                var hasKey = TKeyReader.TryRead(ref reader, out var key);
                if (TryMember<T, TReader>(ref reader, out var entry, required: true) && hasKey)
                    entries[key] = entry;
            }

            value = entries;
            return true;
        }
    }

    /// <summary>Connects the JSON context to the generated reader of a response.</summary>
    /// <remarks>
    /// The generated code of System.Text.Json boxes the values of <c>init</c> members and allocates more than twice as much.
    /// </remarks>
    internal sealed class Converter<T, TReader> : JsonConverter<T>
        where TReader : IReader<T>
    {
        public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => TReader.TryRead(ref reader, out var value) ? value : default;

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
            => throw new NotSupportedException("A response is read, and never written.");
    }

    /// <summary>Reads <c>success</c> from <c>meta</c>.</summary>
    internal abstract class Success : IReader<bool>
    {
        public static bool TryRead(ref Utf8JsonReader reader, out bool value)
        {
            value = false;
            bool? success = null;
            if (!Begin(ref reader))
                return false;
            while (Next(ref reader))
            {
                if (reader.ValueTextEquals("success"u8))
                    Member<bool, Boolean>(ref reader, out success);
                else
                    reader.Skip();
            }

            if (success == false)
                Notes.AddFailure();
            value = success == true;
            return success is not null;
        }
    }

    /// <summary>A list without its unreadable items. <c>Received</c> is the number of all items, which paging needs.</summary>
    internal sealed class ReadList<T>(T[] items, int received) : ReadOnlyCollection<T>(items)
    {
        public int Received => received;
    }
}
