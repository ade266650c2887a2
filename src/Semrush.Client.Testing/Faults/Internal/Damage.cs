namespace Semrush.Client.Testing.Faults.Internal;

/// <summary>What happens to the body of an answer.</summary>
internal enum Damage
{
    None,
    Truncated,
    Garbled,
    Emptied,
}
