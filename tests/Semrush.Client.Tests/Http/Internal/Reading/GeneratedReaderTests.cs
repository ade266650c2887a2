using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Semrush.Client.MapRankTracker;
using Semrush.Client.Tests.Conventions;

namespace Semrush.Client.Tests.Http.Internal.Reading;

/// <summary>A generated reader reads what System.Text.Json reads by reflection, for every model that there is.</summary>
public sealed class GeneratedReaderTests
{
    private static readonly JsonSerializerOptions ByReflection = new() { NumberHandling = JsonNumberHandling.AllowReadingFromString };

    public static TheoryData<Type> Models => [.. Library.Models.Where(model => Library.IsRead(model) && !Library.IsEnumeration(model))];

    [Theory]
    [MemberData(nameof(Models))]
    public void A_model_is_read_with_all_its_members(Type model)
    {
        var json = Sample(model).ToJsonString();

        var read = Read(model, json);

        Assert.Equal(JsonSerializer.Serialize(JsonSerializer.Deserialize(json, model, ByReflection), model), JsonSerializer.Serialize(read, model));
        Assert.All(model.GetProperties(), property => Assert.NotNull(property.GetValue(read)));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void A_model_passes_over_what_it_does_not_know(Type model)
    {
        var sample = Sample(model);
        var odd = new JsonObject { ["unknown"] = JsonNode.Parse("""{"deep":[{"id":1},null]}""") };
        foreach (var (name, value) in sample.ToArray())
        {
            odd[name.ToUpperInvariant() + "_"] = "of another name";
            odd[name] = value?.DeepClone();
        }

        Assert.Equal(JsonSerializer.Serialize(Read(model, sample.ToJsonString()), model), JsonSerializer.Serialize(Read(model, odd.ToJsonString()), model));
    }

    [Fact]
    public void The_last_of_two_members_counts_and_a_name_may_be_escaped()
        => Assert.Equal(2, Reading.Of<HeatmapPosition, HeatmapPosition>("""{"position":1,"p\u006fsition":2}""")!.Position);

    [Fact]
    public void A_member_that_may_be_absent_may_be_null() => Assert.Empty(Reading.Noted<Campaign, Campaign>("""{"id":"a","gridSettings":null}""").Notes);

    private static object? Read(Type model, string json)
        => typeof(Reading).GetMethod(nameof(Reading.Of), [typeof(string)])!.MakeGenericMethod(model, model).Invoke(null, [json]);

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
        if (type == typeof(Guid))
            return "0f8fad5b-d9cb-469f-a165-70867728950e";
        return Library.Models.Contains(type) && !Library.IsEnumeration(type) ? Sample(type) : "2024-07-05";
    }
}
