using System.Globalization;

namespace Semrush.Client.ContractTests.Soak;

/// <summary>Which requests meet with a mishap: drawn in the order in which they come, and from a seed, so that the sequence is always the same.</summary>
internal sealed class MishapPlan(int seed, double share)
{
    // These take their time; half as many of them let more calls happen.
    private static readonly Mishap[] Slow = [Mishap.Late, Mishap.Status429WithRetryAfter];

    private static readonly Mishap[] Urn =
        [.. Enum.GetValues<Mishap>().Where(mishap => mishap is not Mishap.None), .. Enum.GetValues<Mishap>().Where(mishap => mishap is not Mishap.None).Except(Slow)];

    private readonly Lock _gate = new();
    private readonly int[] _drawn = new int[Enum.GetValues<Mishap>().Length];
#pragma warning disable CA5394 // A schedule has to be repeatable, not secret.
    private readonly Random _random = new(seed);

    public int Mishaps => _drawn.Skip(1).Sum();

    public Mishap Next()
    {
        lock (_gate)
        {
            var mishap = _random.NextDouble() < share ? Urn[_random.Next(Urn.Length)] : Mishap.None;
            _drawn[(int)mishap]++;
            return mishap;
        }
    }
#pragma warning restore CA5394

    public override string ToString() => string.Join(", ", Enum.GetValues<Mishap>().Skip(1).Select(mishap => string.Create(CultureInfo.InvariantCulture, $"{mishap} {_drawn[(int)mishap]}")));
}
