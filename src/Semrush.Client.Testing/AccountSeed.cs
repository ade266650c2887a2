using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using NJsonSchema;
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

/// <summary>Reads accounts from JSON, after a check against the schema.</summary>
internal static class SeedFile
{
    // A list in the file replaces the default; without this, it would be added to it.
    private static readonly JsonSerializer Serializer =
        JsonSerializer.Create(new() { ObjectCreationHandling = ObjectCreationHandling.Replace });

    private static readonly Lazy<JsonSchema> Checked = new(() => JsonSchema.FromJsonAsync(Schema).GetAwaiter().GetResult());

    public static string Schema => field ??= ReadSchema();

    public static IReadOnlyList<AccountSeed> Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            var document = JsonText.Read(File.ReadAllText(path));
            var errors = SchemaCheck.Find(Checked.Value, document).Select(violation => Describe(document, path, violation)).ToList();
            if (errors.Count > 0)
                throw new FormatException(string.Join(Environment.NewLine, errors));
            return document["accounts"]!.ToObject<List<AccountSeed>>(Serializer)!;
        }
        catch (JsonException exception)
        {
            throw new FormatException($"{path}: {exception.Message}", exception);
        }
    }

    // The position is that of the member, or of the nearest one around it.
    private static string Describe(JToken document, string path, Violation violation)
    {
        var field = violation.Field;
        JToken? found;
        while ((found = Find(document, field)) is null)
            field = field[..Math.Max(0, field.LastIndexOf('.'))];
        IJsonLineInfo position = found;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{path}({position.LineNumber},{position.LinePosition}): {violation.Field} {violation.Description}");
    }

    private static JToken? Find(JToken document, string path) => path is "" or "body" ? document : document.SelectToken(path);

    private static string ReadSchema()
    {
        using var reader = new StreamReader(typeof(SeedFile).Assembly.GetManifestResourceStream("seed.schema.json")!);
        return reader.ReadToEnd();
    }
}
