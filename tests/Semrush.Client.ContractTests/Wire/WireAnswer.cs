using System.Globalization;
using System.Text;

namespace Semrush.Client.ContractTests.Wire;

/// <summary>Answers as bytes.</summary>
internal static class WireAnswer
{
    /// <summary>A success of every operation.</summary>
    public const string Json = """{"meta":{"success":true,"status_code":200,"request_id":"1"},"data":{"id":"1"}}""";

    public static string Head(int status, params string[] headers)
        => string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} Some Reason\r\n{string.Concat(headers.Select(header => header + "\r\n"))}\r\n");

    public static string Text(int status, string body, params string[] headers)
        => Head(status, ["Content-Type: application/json", $"Content-Length: {Encoding.UTF8.GetByteCount(body)}", .. headers]) + body;

    public static byte[] Bytes(int status, byte[] body, params string[] headers)
        => [.. Encoding.ASCII.GetBytes(Head(status, ["Content-Type: application/json", $"Content-Length: {body.Length}", .. headers])), .. body];

    public static async Task UsualAsync(WireConnection connection)
    {
        await connection.ReadAsync();
        await connection.WriteAsync(Text(200, Json));
    }

    /// <summary>An act that reads the request and then sends this.</summary>
    public static Func<WireConnection, Task> Sending(string text) => async connection =>
    {
        await connection.ReadAsync();
        await connection.WriteAsync(text);
    };
}
