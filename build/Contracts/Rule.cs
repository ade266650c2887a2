namespace Semrush.Contracts;

/// <summary>What the check rejects. The number is that of the code in an error and in contracts/README.md, and stays.</summary>
internal enum Rule
{
    // The file
    Yaml = 1, DuplicateKey, Reference, UnknownKey, Missing, Kind, FileName, Server, SharedSchema, Source,

    // Operations
    OperationName = 11, Text, Retry, AnyOf, RateLimit, Sensitive, Navigation, Deprecated, Doubt,

    // Parameters
    Place = 20, ParameterType, List, Reserved, Secret, OwnHeader, Path, Example,

    // Bodies
    Upload = 30, MediaType, RequestBody, Form, Successes, ResponseBody, ErrorResponse, Download,

    // Schemas
    Choice = 40, Keyword, Format, Inline, Enumeration, Parts, SchemaName, Name, SameName, Envelope, Page, Request, Sent, Copy, Required, Null, Mask,

    // Paging
    PagingKind = 60, PagingParameter, PagingSize, PagingPath, PagingItem,

    Generator = 90,
}

/// <summary>A fault of a contract. As text, it is an error as MSBuild shows it.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="Code">The code, which contracts/README.md explains.</param>
/// <param name="Message">The operation or schema, what is wrong, and what to do.</param>
public sealed record Fault(string File, int Line, int Column, string Code, string Message)
{
    internal static string CodeOf(Rule rule) => $"SEMRUSH{(int)rule:000}";

    /// <inheritdoc/>
    public override string ToString() => $"{File}({Line},{Column}): error {Code}: {Message}";
}
