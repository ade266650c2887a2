namespace Semrush.Client.Testing.Contracts.Internal;

/// <summary>How an operation states an error, as read from the schema of its answer 400.</summary>
internal enum ErrorForm
{
    /// <summary>`meta` and `error`.</summary>
    Envelope,

    /// <summary>`error` and `error_description`, RFC 6749 section 5.2.</summary>
    OAuth,

    /// <summary>A bare object with `message` and `code`.</summary>
    Flat,

    /// <summary>A page for a person.</summary>
    Page,
}
