using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using NJsonSchema;

namespace Semrush.Client.Testing.Internal;

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
