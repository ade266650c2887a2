namespace Semrush.Client.Authentication.Tokens.Internal;

internal sealed partial class Attempt
{
    /// <summary>What the attempt comes to, once the store has what it returned.</summary>
    public Outcome Saved(TokenSet? tokens)
        => _refusal is not null ? new(null, _refusal) : new(tokens is null ? null : _kept ?? new(tokens));

    /// <summary>Whether a failure is one of the store, not of the flow that the store called.</summary>
    public bool IsOfStore(Exception exception) => !ReferenceEquals(exception, _flowFailure);

    /// <summary>What the attempt comes to when the store fails: new tokens are reported along with the failure, old ones do as long as they last.</summary>
    public Outcome Unsaved(Exception failure)
    {
        if (_refusal is not null)
            return new(null, _refusal);
        if (_obtained is not null)
            return new(Lease.TryingAgain(_obtained, time.GetUtcNow(), isSaved: false), TokenErrors.NotSaved(failure));
        if (_kept is not null)
            return new(_kept);
        return held is not null && IsGood(held.Tokens)
            ? new(Lease.TryingAgain(held.Tokens, time.GetUtcNow(), isSaved: held.IsSaved))
            : new(held, TokenErrors.StoreFailed(failure));
    }
}
