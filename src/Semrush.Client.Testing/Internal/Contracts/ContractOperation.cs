using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using NSwag;

namespace Semrush.Client.Testing.Internal;

/// <summary>An operation of a contract. Immutable, shared by all emulators.</summary>
internal sealed record ContractOperation
{
    public required string Contract { get; init; }

    public required string Id { get; init; }

    public required string Method { get; init; }

    public required PathTemplate Path { get; init; }

    public required IReadOnlyList<ContractParameter> Parameters { get; init; }

    /// <summary>Names of optional parameters of which one is required.</summary>
    public required IReadOnlyList<string> AnyOf { get; init; }

    public required ContractBody? Body { get; init; }

    public required IReadOnlyDictionary<int, ContractResponse> Responses { get; init; }

    /// <summary>The accepted schemes of an `Authorization` header; empty where credentials are not required.</summary>
    public required IReadOnlySet<string> Schemes { get; init; }

    public required ErrorForm ErrorForm { get; init; }

    /// <summary>The limit of this operation, beside that of the account.</summary>
    public OperationLimit? Limit { get; init; }

    /// <summary>The id with its contract, unique over all contracts: two contracts may have the same id.</summary>
    public string QualifiedId => $"{Contract}.{Id}";

    /// <summary>The first success, or the redirect of a page that a person opens.</summary>
    public ContractResponse Success
        => Responses.Values.Where(response => response.Status is >= 200 and < 400).MinBy(response => response.Status)
        ?? throw new InvalidDataException($"{QualifiedId} documents no success.");

    public bool IsCalled(string name) => name == Id || name == QualifiedId;
}

/// <summary>A parameter in the path, the query or a header. A list that is not exploded is one value with commas.</summary>
internal sealed record ContractParameter(string Name, OpenApiParameterKind In, bool IsRequired, JsonSchema Schema, bool IsExploded);

internal sealed record ContractBody(bool IsRequired, IReadOnlyList<ContractMedia> Media);

/// <summary>A documented response. The location is that of the first example of its header, for redirects.</summary>
internal sealed record ContractResponse(int Status, IReadOnlyList<ContractMedia> Media, string? Location)
{
    /// <summary>The JSON form where there is one, else the first form; null for a response without a body.</summary>
    public ContractMedia? Body => Media.FirstOrDefault(media => media.IsJson) ?? (Media.Count > 0 ? Media[0] : null);
}

/// <summary>A body in one media type: its schema, and its examples by name in the order of the contract.</summary>
internal sealed record ContractMedia(string Type, JsonSchema? Schema, IReadOnlyList<KeyValuePair<string, JToken>> Examples)
{
    public bool IsJson => Type.EndsWith("json", StringComparison.OrdinalIgnoreCase);

    public bool IsForm => Type.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);

    /// <summary>The example of that name, or the first one.</summary>
    public JToken? Example(string? name = null)
        => Examples.Where(example => example.Key == name).Concat(Examples).Select(example => example.Value).FirstOrDefault();
}

internal sealed record OperationLimit(int? Requests, TimeSpan Window, int? Concurrent);

/// <summary>The form of an operation's errors, as read from the schema of its response 400.</summary>
internal enum ErrorForm
{
    /// <summary>`meta` and `error`.</summary>
    Envelope,

    /// <summary>`error` and `error_description`, RFC 6749 section 5.2.</summary>
    OAuth,

    /// <summary>An object with `message` and `code`.</summary>
    Flat,

    /// <summary>A page for a person.</summary>
    Page,
}

/// <summary>A path with parameters, such as `/campaigns/{campaignId}`, below the path of the contract's server.</summary>
internal sealed partial class PathTemplate
{
    private readonly Regex _regex;
    private readonly string[] _names;

    public PathTemplate(string template)
    {
        _names = [.. Parameter().Matches(template).Select(match => match.Groups[1].Value)];
        var literals = Parameter().Split(template).Where((_, index) => index % 2 == 0).Select(Regex.Escape);
        _regex = new Regex($"^{string.Join("([^/]+)", literals)}$", RegexOptions.CultureInvariant);
    }

    /// <summary>The pattern, which does not depend on the names of the parameters.</summary>
    public string Pattern => _regex.ToString();

    /// <summary>The number of parameters. Of two templates that match, the one with fewer is chosen.</summary>
    public int ParameterCount => _names.Length;

    public bool Matches(string encodedPath) => _regex.IsMatch(encodedPath);

    /// <summary>The decoded values of the parameters.</summary>
    public IReadOnlyDictionary<string, string> Read(string encodedPath)
    {
        var groups = _regex.Match(encodedPath).Groups;
        return _names.Select((name, index) => KeyValuePair.Create(name, Uri.UnescapeDataString(groups[index + 1].Value))).ToDictionary();
    }

    [GeneratedRegex(@"\{([^}]+)\}")]
    private static partial Regex Parameter();
}
