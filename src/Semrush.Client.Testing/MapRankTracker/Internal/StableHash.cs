using System.Buffers.Text;

namespace Semrush.Client.Testing.MapRankTracker.Internal;

/// <summary>
/// A hash that is the same in every process, which string.GetHashCode is not: the emulator repeats itself from run to run.
/// </summary>
internal static class StableHash
{
    private const ulong FnvOffset = 14695981039346656037;
    private const ulong FnvPrime = 1099511628211;

    public static ulong Of(string text)
    {
        var hash = FnvOffset;
        foreach (var character in text)
            hash = (hash ^ character) * FnvPrime;
        return Mix(hash);
    }

    public static ulong Combine(ulong left, ulong right) => Mix(left ^ (right + 0x9E3779B97F4A7C15 + (left << 6) + (left >> 2)));

    /// <summary>The hash as a number from 0 to below 1.</summary>
    public static double Unit(ulong hash) => (hash >> 11) * (1.0 / (1UL << 53));

    /// <summary>An identifier in the form of a random UUID, version 4.</summary>
    public static string Uuid(string text)
    {
        var bytes = Bytes(text, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    /// <summary>A Place ID in the form of Google's: a fixed beginning and 23 characters of Base64 for addresses.</summary>
    public static string PlaceId(string text) => "ChIJ" + Base64Url.EncodeToString(Bytes(text, 18))[..23];

    /// <summary>A `cid` in the form of Google's. All of them exceed a signed 64-bit integer, as some of the real ones do.</summary>
    public static string Cid(string text) => (Of($"cid {text}") | 0x8000000000000000).ToString(provider: null);

    private static byte[] Bytes(string text, int count) => [.. Enumerable.Range(0, count).Select(index => (byte)Of($"{index} {text}"))];

    // The finalizer of MurmurHash3: without it, the FNV hashes of similar texts are similar.
    private static ulong Mix(ulong hash)
    {
        hash = (hash ^ (hash >> 33)) * 0xFF51AFD7ED558CCD;
        hash = (hash ^ (hash >> 33)) * 0xC4CEB9FE1A85EC53;
        return hash ^ (hash >> 33);
    }
}
