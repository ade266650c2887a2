using System.Globalization;
using System.Text;

namespace Semrush.Client.Benchmarks.Heatmaps;

/// <summary>Bodies of any size in the form of the contract's example: 49 points are 7 KB.</summary>
internal static class HeatmapBody
{
    public static byte[] Of(int points)
    {
        var positions = string.Join(',', Enumerable.Range(0, points).Select(Position));
        return Encoding.UTF8.GetBytes($$$"""
            {"meta":{"success":true,"status_code":200,"request_id":"api-flb-b26b3089b265a968f0158aaaacd16"},
            "data":{"keyword":{"id":"319565ed-b433-4195-82cb-4146253d3311","name":"travel agency"},"date":"2024-07-05T12:39:22.611Z","positions":[{{{positions}}}]}}
            """);
    }

    // The last digits vary, as those of real coordinates do.
    private static string Position(int index)
    {
        var id = new Guid(index * 7919 + 0x5782b87, (short)index, 0x4ea4, 0xa6, 0x1b, 0x43, 0x55, 0xa4, 0x8b, 0x6b, 0xa2);
        var (latitude, longitude) = (34.9 + index * 1e-3 / 7, 33.6 + index * 1e-3 / 11);
        return string.Create(CultureInfo.InvariantCulture, $$$"""
            {"point":{"id":"{{{id}}}","coordinates":{"lat":{{{latitude}}},"lng":{{{longitude}}}}},"position":{{{index % 21 + 1}}},"diff":{{{index % 3 - 1}}}}
            """);
    }
}
