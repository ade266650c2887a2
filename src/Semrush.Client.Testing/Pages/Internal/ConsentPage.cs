using Semrush.Client.Testing.Answers.Internal;
using Semrush.Client.Testing.Checks.Internal;
using Semrush.Client.Testing.Contracts.Internal;
using Semrush.Client.Testing.Requests.Internal;
using Semrush.Client.Testing.Routing.Internal;

namespace Semrush.Client.Testing.Pages.Internal;

/// <summary>
/// The page of a consent. Its address is an operation of a contract; what its buttons send goes to the same address and is in none.
/// </summary>
internal sealed class ConsentPage(IConsent consent, bool autoApprove)
{
    private readonly Lazy<ContractOperation> _operation =
        new(() => ContractLibrary.Operations.Single(operation => operation.QualifiedId == consent.OperationId));

    public void AddTo(OperationHandlers handlers, string path)
    {
        handlers.Add(consent.OperationId, Show);
        handlers.AddPage("POST", path, Decide);
    }

    /// <summary>Where the browser would go after the decision.</summary>
    /// <exception cref="ArgumentException">The page would not send the browser on.</exception>
    public Uri Decide(Uri address, Uri emulator, bool isApproved)
    {
        var incoming = new IncomingRequest(address);
        if (!address.IsLoopback || address.Port != emulator.Port || !_operation.Value.Path.Matches(incoming.Path))
            throw new ArgumentException($"{address.GetLeftPart(UriPartial.Path)} is not that page of this emulator.", nameof(address));
        var (request, reason) = Read(incoming);
        if (reason is not null)
            throw new ArgumentException($"The emulator does not send the browser on: {reason}.", nameof(address));
        return isApproved ? consent.Approve(request) : consent.Deny(request);
    }

    private Answer Show(EmulatedRequest request)
    {
        if (consent.Refuse(request) is { } reason)
            return HtmlPage.Message(400, "Bad Request", reason);
        return autoApprove ? Redirect(consent.Approve(request)) : DecisionForm.Page(consent.Title, consent.Facts(request));
    }

    private Answer Decide(IncomingRequest incoming)
    {
        var (request, reason) = Read(incoming);
        if (reason is not null)
            return HtmlPage.Message(400, "Bad Request", reason);
        return DecisionForm.Read(incoming) switch
        {
            true => Redirect(consent.Approve(request)),
            false => Redirect(consent.Deny(request)),
            null => HtmlPage.Message(400, "Bad Request", "The form has no decision."),
        };
    }

    private (EmulatedRequest Request, string? Reason) Read(IncomingRequest incoming)
    {
        var violations = new List<Violation>();
        var request = new EmulatedRequest(_operation.Value, ParameterCheck.Read(_operation.Value, incoming, violations), null);
        var reason = string.Join("; ", violations.Select(violation => $"{violation.Field} {violation.Description}"));
        return (request, reason.Length > 0 ? reason : consent.Refuse(request));
    }

    private static Answer Redirect(Uri address) => new(302)
    {
        Headers = [KeyValuePair.Create("Location", address.AbsoluteUri), KeyValuePair.Create("Cache-Control", "no-store")],
    };
}
