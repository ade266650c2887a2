using System.Text;
using WireMock;
using WireMock.ResponseBuilders;
using WireMock.Types;
using WireMock.Util;

namespace Semrush.Client.Testing.Answers.Internal;

/// <summary>An answer before it is on the wire. Without a body it is a status and headers.</summary>
internal sealed record Answer(int Status, string? Body = null, string? ContentType = null)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>What WireMock does to the answer on its way out.</summary>
    public FaultType FaultType { get; init; }

    public ResponseMessage ToMessage()
    {
        var message = new ResponseMessage { StatusCode = Status, FaultType = FaultType };
        if (Body is not null)
        {
            message.BodyData = new BodyData { DetectedBodyType = BodyType.String, BodyAsString = Body, Encoding = Utf8 };
            message.AddHeader("Content-Type", ContentType ?? "application/json");
        }

        foreach (var (name, value) in Headers)
            message.AddHeader(name, value);
        return message;
    }
}
