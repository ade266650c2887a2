namespace Semrush.Client.Testing.Faults.Internal;

/// <summary>What happens to an answer.</summary>
internal enum Damage
{
    None,
    Truncated,
    Garbled,
    Emptied,
    Lost,
}
