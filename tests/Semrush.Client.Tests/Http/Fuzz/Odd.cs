using System.Text;

namespace Semrush.Client.Tests.Http.Fuzz;

/// <summary>What a value may turn into.</summary>
internal static class Odd
{
    public static readonly byte[][] Values = Bytes(
        "null", "true", "false", "0", "-1", "1.5", "\"\"", "\"12\"", "\"text\"", "[]", "{}", "[null]", "[[]]", "[{}]", "{\"a\":null}", "\"true\"",
        "\"2024-06-13T14:20:10.660Z\"", "\"0000-99-99T99:99:99Z\"", "\"\\ud800\"", "\"\\u0000\\n\"", "{\"\\udfff\":1}", "\"a.b.c\"", "\"http://[::1]:99999/\"");

    public static readonly byte[][] Numbers = Bytes(
        "1e999", "-1e999", "1e-999", "123456789012345678901234567890", "9223372036854775808", "-9223372036854775809", "2147483648", "1.7976931348623157e309",
        "00", "1.", ".5", "+1", "0x10", "NaN", "Infinity", "-0", "1e5", new string('9', 400));

    /// <summary>The ways to wrap a value, and how deep; the reader gives up at 1,000.</summary>
    public static readonly (byte[] Open, byte[] Close)[] Wraps = [("["u8.ToArray(), "]"u8.ToArray()), ("{\"a\":"u8.ToArray(), "}"u8.ToArray()), ("[{\"error\":"u8.ToArray(), "}]"u8.ToArray())];

    public static readonly int[] Depths = [1, 2, 31, 63, 64, 65, 300, 996, 1000, 1001];

    private static byte[][] Bytes(params string[] texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];
}
