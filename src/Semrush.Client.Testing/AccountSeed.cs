using Newtonsoft.Json.Linq;
using Semrush.Client.Testing.Internal;

namespace Semrush.Client.Testing;

/// <summary>The initial state of an account in an emulator. Everything but the name has a default.</summary>
public sealed record AccountSeed
{
    /// <summary>The name of the account, which its sign-in page and the log of calls show.</summary>
    public required string Name { get; init; }

    /// <summary>The API key of the account.</summary>
    /// <value>Default: null, a random one.</value>
    public string? ApiKey { get; init; }

    /// <summary>A bearer token of the account, which never expires.</summary>
    /// <value>Default: null, a random one.</value>
    public string? AccessToken { get; init; }

    /// <summary>The campaigns, in addition to those of the demo data.</summary>
    public IReadOnlyList<CampaignSeed> Campaigns { get; init; } = [];

    /// <summary>The locations, in addition to those of the demo data: members with their wire names, which replace the defaults.</summary>
    public IReadOnlyList<JObject> Locations { get; init; } = [];

    /// <summary>The projects, in addition to that of the demo data.</summary>
    public IReadOnlyList<ProjectSeed> Projects { get; init; } = [];

    /// <summary>The number of campaigns that the account may have, 0 or more.</summary>
    /// <value>Default: null, 10010.</value>
    public int? CampaignsTotal { get; init; }

    /// <summary>The credits of a month, 0 or more.</summary>
    /// <value>Default: null, 24325.</value>
    public long? CreditsTotal { get; init; }

    /// <summary>The credits that are left this month, 0 to <see cref="CreditsTotal"/>.</summary>
    /// <value>Default: null, all of them.</value>
    public long? CreditsAvailable { get; init; }

    /// <summary>The number of locations that the account may have, 0 or more.</summary>
    /// <value>Default: null, 10.</value>
    public int? LocationLimit { get; init; }

    /// <summary>The JSON schema of a seed file.</summary>
    public static string JsonSchema => SeedFile.Schema;

    /// <summary>Reads the accounts of a seed file.</summary>
    /// <param name="path">The path of the file, which is JSON that conforms to <see cref="JsonSchema"/>.</param>
    /// <exception cref="FormatException">
    /// The file is no JSON, or does not conform. The message has the line and the path of each error.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyList<AccountSeed> ReadFile(string path) => SeedFile.Read(path);

    /// <summary>The name. The credentials are left out.</summary>
    public override string ToString() => Name;
}
