namespace Semrush.Client.Testing.MapRankTracker.Internal;

/// <summary>The business of the documented requests, so that the documented exchange works here as it reads.</summary>
internal static class KnownPlace
{
    public static Business TheDeerAndTheDove { get; } = new(
        "1773036218039458676", "ChIJ0WHHXq8H9YgRdNsk3gsXmxg", "The Deer and The Dove", "155 Sycamore St, Decatur, GA 30030", 4.4, 484,
        new Coordinates(33.7744675, -84.29508709999999));
}
