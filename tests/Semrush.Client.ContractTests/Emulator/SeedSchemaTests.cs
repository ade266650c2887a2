using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using NJsonSchema.Generation;
using NJsonSchema.Generation.TypeMappers;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Emulator;

/// <summary>The schema of seed files is the one of the seed types and their documentation. With <c>SEMRUSH_ACCEPT_SURFACE=1</c>, it is written.</summary>
public sealed class SeedSchemaTests
{
    private static readonly Dictionary<string, object> Defaults = new()
    {
        [nameof(CampaignSeed)] = new CampaignSeed(),
        [nameof(ProjectSeed)] = new ProjectSeed { Domain = "" },
    };

    [Fact]
    public async Task Schema_is_that_of_the_seed_types()
    {
        var schema = Generate();
        var file = Path.Combine(Repository.Root, "src", "Semrush.Client.Testing", "seed.schema.json");
        if (Environment.GetEnvironmentVariable("SEMRUSH_ACCEPT_SURFACE") is "1")
            await File.WriteAllTextAsync(file, schema, TestContext.Current.CancellationToken);

        Assert.Equal(schema, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        Assert.Equal(schema, AccountSeed.JsonSchema);
    }

    private static string Generate()
    {
        var settings = new SystemTextJsonSchemaGeneratorSettings
        {
            SerializerOptions = new(JsonSerializerDefaults.Web),
            DefaultReferenceTypeNullHandling = ReferenceTypeNullHandling.NotNull,
            TypeMappers = { new ObjectTypeMapper(typeof(JObject), new JsonSchema { Type = JsonObjectType.Object, AllowAdditionalProperties = true }) },
        };
        var schema = JsonSchema.FromType<Document>(settings);
        schema.Title = "A seed file of the Semrush emulator";
        foreach (var (type, definition) in schema.Definitions)
        {
            foreach (var (name, property) in definition.Properties)
            {
                // A member without a value is left out.
                property.Type &= ~JsonObjectType.Null;
                property.Default = DefaultOf(type, name);
            }
        }

        return schema.ToJson().ReplaceLineEndings("\n") + "\n";
    }

    private static object? DefaultOf(string type, string name)
        => Defaults.TryGetValue(type, out var seed) && seed.GetType().GetProperties().Single(property => property.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).GetValue(seed) is { } value
            and not "" ? value : null;

    private sealed record Document
    {
        [JsonPropertyName("$schema")]
        public string Schema { get; init; } = "";

        [MinLength(1)]
        public required IReadOnlyList<AccountSeed> Accounts { get; init; }
    }
}
