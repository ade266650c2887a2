namespace Semrush.Client.Authentication.Tokens.Internal;

internal sealed partial class Attempt
{
    /// <summary>What the attempt comes to, once the store has what it returned.</summary>
    public Outcome Saved(TokenSet? tokens) => _decided ?? new(tokens is null ? null : new Lease(tokens));

    /// <summary>Whether a failure is one of the store, not of the flow that the store called.</summary>
    public bool IsOfStore(Exception exception) => !ReferenceEquals(exception, _flowFailure);

    /// <summary>What the attempt comes to when the store fails: new tokens are reported along with the failure, old ones do as long as they last.</summary>
    public Outcome Unsaved(Exception failure)
    {
        if (_decided is { } decided)
            return decided;
        if (_obtained is not null)
            return new(Lease.TryingAgain(_obtained, time.GetUtcNow(), isSaved: false), TokenErrors.NotSaved(failure));
        if (held is not null && IsGood(held.Tokens))
            return new(Lease.TryingAgain(held.Tokens, time.GetUtcNow(), isSaved: held.IsSaved));
        return Read is not null && IsGood(Read) ? new(Lease.TryingAgain(Read, time.GetUtcNow())) : new(held, TokenErrors.StoreFailed(failure));
    }
}
