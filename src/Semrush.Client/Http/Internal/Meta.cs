using System.Text.Json;
using Semrush.Client.Http.Internal.Reading;

namespace Semrush.Client.Http.Internal;

/// <summary>What the server says about a request; read to tell a failure that came with status 200.</summary>
internal sealed class Meta : IReader<Meta>
{
    private static readonly Meta Failed = new(false);
    private static readonly Meta Succeeded = new(true);
    private static readonly Meta Silent = new(null);

    private Meta(bool? success) => Success = success;

    public bool? Success { get; }

    public static bool TryRead(ref Utf8JsonReader reader, out Meta value)
    {
        value = null!;
        bool? success = null;
        if (!ModelReader.Begin(ref reader))
            return false;
        while (ModelReader.Next(ref reader))
        {
            if (reader.ValueTextEquals("success"u8))
                ModelReader.Member<bool, JsonBoolean>(ref reader, out success);
            else
                reader.Skip();
        }

        if (success == false)
            ReadingNotes.AddFailure();
        value = success switch { true => Succeeded, false => Failed, null => Silent };
        return true;
    }
}
