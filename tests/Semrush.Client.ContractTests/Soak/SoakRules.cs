
namespace Semrush.Client.ContractTests.Soak;

/// <summary>How often a call was sent before it could fail, by what its kind of operation promises.</summary>
internal static class SoakRules
{
    public const int Retries = 3;

    /// <summary>Whether the call had to end with that failure, after so many attempts.</summary>
    public static bool Allow(int call, SemrushApiException failure) => failure.Attempts switch
    {
        1 + Retries => !SoakStage.IsCollect(call),
        >= 1 and <= Retries => IsFinal(call, failure),
        _ => false,
    };

    private static bool IsFinal(int call, SemrushApiException failure) => (int?)failure.StatusCode switch
    {
        // It spends something: no word of the server makes a second one free.
        _ when SoakStage.IsCollect(call) => true,

        // The answer came in full and cannot be read: asked again, the server would say the same. One that was cut has no status.
        200 => true,

        // The server did nothing.
        429 or 503 or 553 => false,

        // It may have done it, which matters to a write only.
        _ => SoakStage.IsWrite(call),
    };
}
