namespace Semrush.Client.Authentication.Tokens.Internal;

/// <summary>What a flight brings back. There may be both: tokens that the store would not take are still good.</summary>
/// <param name="Lease">What to hand out from now on.</param>
/// <param name="Failure">What the callers of this flight have to know.</param>
internal readonly record struct Outcome(Lease? Lease, Exception? Failure = null);
