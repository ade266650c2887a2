using Semrush.Client.Testing.Requests.Internal;

namespace Semrush.Client.Testing.Pages.Internal;

/// <summary>What is asked of a person before the browser goes back to the application.</summary>
internal interface IConsent
{
    /// <summary>The operation of the page.</summary>
    string OperationId { get; }

    string Title { get; }

    /// <summary>What the person decides on: the id of an element, its name for the person, its value.</summary>
    IReadOnlyList<(string Id, string Name, string Value)> Facts(EmulatedRequest request);

    /// <summary>Why the browser cannot be sent on; nothing where it can.</summary>
    string? Refuse(EmulatedRequest request);

    /// <summary>Where the browser goes after approval.</summary>
    Uri Approve(EmulatedRequest request);

    /// <summary>Where the browser goes after a refusal.</summary>
    Uri Deny(EmulatedRequest request);
}
