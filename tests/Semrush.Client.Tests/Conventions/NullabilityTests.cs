using System.Collections;
using System.Reflection;
using Semrush.Client.Http.Internal;
using Semrush.Client.Tests.Http.Internal.Reading;

namespace Semrush.Client.Tests.Conventions;

/// <summary>What is declared to be there is there, whatever the server leaves out.</summary>
public sealed class NullabilityTests
{
    private static readonly NullabilityInfoContext Annotations = new();

    // An enumeration is a string.
    private static IEnumerable<Type> Objects => Library.Models.Where(model => !Library.IsEnumeration(model));

    public static TheoryData<Type> Models => [.. Objects.Where(Library.IsRead)];

    [Theory]
    [MemberData(nameof(Models))]
    public void An_empty_object_is_read_as_annotated_or_is_nothing_without_its_identity(Type model)
    {
        var (value, notes) = Read(model, "{}");

        if (value is null)
        {
            Assert.Equal(["$.id"], notes.Select(note => note.Split(':')[0]));
            value = Read(model, """{"id":7}""").Value!;
        }

        Assert.IsType(model, value);
        AssertAsAnnotated(value);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Members_that_are_null_are_read_as_annotated(Type model)
    {
        var members = model.GetProperties().Select(property => $"\"{Library.WireName(property)}\":{(property.Name == "Id" ? "7" : "null")}");

        AssertAsAnnotated(Read(model, $"{{{string.Join(',', members)}}}").Value!);
    }

    [Fact]
    public void A_list_or_a_map_of_a_response_is_never_null()
        => Assert.All(
            Objects.Where(model => Library.IsRead(model) && !IsSent(model)).SelectMany(model => model.GetProperties()).Where(property => property.PropertyType.IsAssignableTo(typeof(IEnumerable)) && property.PropertyType != typeof(string)),
            property => Assert.Equal(NullabilityState.NotNull, Annotations.Create(property).ReadState));

    [Fact]
    public void In_a_request_only_what_must_be_set_is_not_nullable()
        => Assert.All(
            Objects.Where(model => !Library.IsRead(model)).SelectMany(model => model.GetProperties()),
            property => Assert.Equal(
                property.IsDefined(typeof(System.Runtime.CompilerServices.RequiredMemberAttribute)),
                Annotations.Create(property).ReadState == NullabilityState.NotNull));

    private static void AssertAsAnnotated(object model)
        => Assert.All(model.GetType().GetProperties(), property => Assert.True(
            property.GetValue(model) is not null || Annotations.Create(property).ReadState == NullabilityState.Nullable,
            $"{property.DeclaringType!.Name}.{property.Name} is null"));

    private static (object? Value, string[] Notes) Read(Type model, string json)
    {
        var read = typeof(Reading).GetMethod(nameof(Reading.Noted))!.MakeGenericMethod(model, model).Invoke(null, [json])!;
        return (read.GetType().GetField("Item1")!.GetValue(read), (string[])read.GetType().GetField("Item2")!.GetValue(read)!);
    }

    private static bool IsSent(Type model) => model.IsAssignableTo(typeof(IChecked));
}
