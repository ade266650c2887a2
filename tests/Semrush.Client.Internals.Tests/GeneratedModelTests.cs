using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Semrush.Client.MapRankTracker;
using Semrush.Client.Tests.Conventions;

namespace Semrush.Client.Internals.Tests;

/// <summary>A generated reader reads what System.Text.Json reads by reflection, and what is declared to be there is there, for every model.</summary>
public sealed class GeneratedModelTests
{
    private static readonly JsonSerializerOptions ByReflection = new() { NumberHandling = JsonNumberHandling.AllowReadingFromString };
    private static readonly NullabilityInfoContext Annotations = new();

    // Without its id, or without the items of a page, a model is of no use.
    private static readonly string[] Identities = ["id", "data"];

    private static readonly HashSet<Type> Objects = [.. Library.Models.Where(model => !Library.IsEnumeration(model))];

    public static TheoryData<Type> Models => [.. Objects.Where(Library.IsRead)];

    [Theory]
    [MemberData(nameof(Models))]
    public void All_members_of_a_model_are_read(Type model)
    {
        var json = Sample(model).ToJsonString();

        var read = Read(model, json).Value;

        Assert.Equal(JsonSerializer.Serialize(JsonSerializer.Deserialize(json, model, ByReflection), model), JsonSerializer.Serialize(read, model));
        Assert.All(model.GetProperties(), property => Assert.NotNull(property.GetValue(read)));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Unknown_members_are_skipped(Type model)
    {
        var sample = Sample(model);
        var odd = new JsonObject { ["unknown"] = JsonNode.Parse("""{"deep":[{"id":1},null]}""") };
        foreach (var (name, value) in sample.ToArray())
        {
            odd[name.ToUpperInvariant() + "_"] = "of another name";
            odd[name] = value?.DeepClone();
        }

        Assert.Equal(
            JsonSerializer.Serialize(Read(model, sample.ToJsonString()).Value, model),
            JsonSerializer.Serialize(Read(model, odd.ToJsonString()).Value, model));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void An_empty_object_is_read_as_annotated_or_is_nothing_without_its_identity(Type model)
    {
        var (value, notes) = Read(model, "{}");

        if (value is null)
        {
            var lacking = Assert.Single(notes).Split(':')[0];
            Assert.Contains(lacking, Identities.Select(name => $"$.{name}"));
            value = Read(model, $"{{\"{lacking[2..]}\":{(lacking == "$.id" ? "7" : "[]")}}}").Value!;
        }

        Assert.IsType(model, value);
        AssertAsAnnotated(value);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Members_that_are_null_are_read_as_annotated(Type model)
    {
        var members = model.GetProperties().Select(property => $"\"{Library.WireName(property)}\":{(property.Name == "Id" ? "7" : IsItemsOfPage(property) ? "[]" : "null")}");

        AssertAsAnnotated(Read(model, $"{{{string.Join(',', members)}}}").Value!);
    }

    [Fact]
    public void The_last_of_two_members_counts_and_a_name_may_be_escaped()
        => Assert.Equal(2, Reading.Of<HeatmapPosition, HeatmapPosition>("""{"position":1,"p\u006fsition":2}""")!.Position);

    [Fact]
    public void An_optional_member_may_be_null() => Assert.Empty(Reading.Noted<Campaign, Campaign>("""{"id":"a","gridSettings":null}""").Notes);

    private static bool IsItemsOfPage(PropertyInfo property) => property.Name == "Data" && property.DeclaringType!.Name.EndsWith("Page", StringComparison.Ordinal);

    private static void AssertAsAnnotated(object model)
        => Assert.All(model.GetType().GetProperties(), property => Assert.True(
            property.GetValue(model) is not null || Annotations.Create(property).ReadState == NullabilityState.Nullable,
            $"{property.DeclaringType!.Name}.{property.Name} is null"));

    private static (object? Value, string[] Notes) Read(Type model, string json)
    {
        var read = typeof(Reading).GetMethod(nameof(Reading.Noted))!.MakeGenericMethod(model, model).Invoke(null, [json])!;
        return (read.GetType().GetField("Item1")!.GetValue(read), (string[])read.GetType().GetField("Item2")!.GetValue(read)!);
    }

    private static JsonObject Sample(Type model) => new(model.GetProperties().Select(property => KeyValuePair.Create(Library.WireName(property)!, Value(property.PropertyType))));

    private static JsonNode? Value(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsGenericType)
            return type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
                ? new JsonArray(Value(type.GenericTypeArguments[0]), Value(type.GenericTypeArguments[0]))
                : new JsonObject { ["2024-07-05T12:39:22.611Z"] = Value(type.GenericTypeArguments[1]) };
        if (type == typeof(int) || type == typeof(long))
            return 7;
        if (type == typeof(double))
            return 1.25;
        if (type == typeof(bool))
            return true;
        if (type == typeof(byte[]))
            return "AQID";
        if (type == typeof(Guid))
            return "0f8fad5b-d9cb-469f-a165-70867728950e";
        return Objects.Contains(type) ? Sample(type) : "2024-07-05";
    }
}
