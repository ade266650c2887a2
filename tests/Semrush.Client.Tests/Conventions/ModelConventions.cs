using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;

namespace Semrush.Client.Tests.Conventions;

/// <summary>The rules of every generated model.</summary>
public sealed class ModelConventions
{
    private static readonly NullabilityInfoContext Annotations = new();

    private static IEnumerable<PropertyInfo> Properties => Library.Models.SelectMany(model => model.GetProperties(BindingFlags.Public | BindingFlags.Instance));

    [Fact]
    public void A_model_is_a_sealed_record_or_a_readonly_record_struct()
    {
        Assert.InRange(Library.Models.Count(), 40, int.MaxValue);
        Assert.All(Library.Models, model =>
        {
            Assert.NotNull(model.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance));
            Assert.True(model.IsValueType ? model.IsDefined(typeof(IsReadOnlyAttribute)) : model.IsSealed && model.GetMethod("<Clone>$") is not null, model.FullName);
        });
    }

    [Fact]
    public void A_property_is_set_once()
        => Assert.All(Properties, property => Assert.True(
            property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)), Name(property)));

    [Fact]
    public void Names_are_Pascal_case_here_and_as_the_server_has_them_on_the_wire()
        => Assert.All(Properties.Where(property => !Library.IsEnumeration(property.DeclaringType!)), property =>
        {
            Assert.Matches("^[A-Z][A-Za-z0-9]*$", property.Name);
            var letters = string.Concat(Library.WireName(property)!.Where(char.IsAsciiLetterOrDigit));
            // Value is added to what begins with a digit, and to names that a record or its class has taken.
            Assert.Contains(property.Name, [letters, $"Value{letters}", $"{letters}Value"], StringComparer.OrdinalIgnoreCase);
        });

    [Fact]
    public void Users_can_construct_every_model()
        => Assert.All(Library.Models.Where(model => !model.IsValueType), model => Assert.NotNull(model.GetConstructor([])));

    [Fact]
    public void No_model_has_a_dictionary_of_unknown_members()
        => Assert.All(Properties, property =>
        {
            Assert.NotEqual("AdditionalProperties", property.Name);
            Assert.False(property.IsDefined(typeof(JsonExtensionDataAttribute)), Name(property));
        });

    [Fact]
    public void An_enumeration_is_open()
    {
        Assert.DoesNotContain(Library.GeneratedTypes, type => type.IsEnum);
        Assert.All(
            Library.Models.Where(model => model.GetProperties(BindingFlags.Public | BindingFlags.Static).Any(property => property.PropertyType == model)),
            model => Assert.True(Library.IsEnumeration(model), model.FullName));
        Assert.InRange(Library.Models.Count(Library.IsEnumeration), 8, int.MaxValue);
    }

    [Fact]
    public void A_moment_is_a_Timestamp_and_never_a_DateTime()
    {
        Type[] lossy = [typeof(DateTime), typeof(DateTimeOffset), typeof(TimeOnly)];

        Assert.All(Properties, property => Assert.DoesNotContain(Parts(property.PropertyType), part => lossy.Contains(part)));
        Assert.Contains(Properties, property => property.PropertyType == typeof(Timestamp?));
    }

    [Fact]
    public void An_identifier_of_a_business_is_a_string()
    {
        var parameters = Library.Options.SelectMany(options => options.GetProperties()).Where(property => property.Name == "Cid").ToArray();
        var properties = Properties.Where(property => Library.WireName(property) == "cid").ToArray();

        Assert.NotEmpty(parameters);
        Assert.NotEmpty(properties);
        Assert.All(parameters.Concat(properties), property => Assert.Equal(typeof(string), property.PropertyType));
    }

    [Fact]
    public void An_absent_value_of_a_response_is_never_a_default()
        => Assert.All(
            Properties.Where(property => !IsRequest(property.DeclaringType!) && !Library.IsEnumeration(property.DeclaringType!) && property.PropertyType.IsValueType),
            property => Assert.True(Nullable.GetUnderlyingType(property.PropertyType) is not null || IsIdentity(property), Name(property)));

    [Fact]
    public void Only_a_request_checks_its_limits_or_has_members_that_must_be_set_beside_its_identity()
        => Assert.All(Library.Models, model => Assert.True(
            Library.IsSent(model) || Properties.All(property => property.DeclaringType != model || !property.IsDefined(typeof(RequiredMemberAttribute)) || IsIdentity(property)), model.FullName));

    [Fact]
    public void A_list_or_a_map_of_a_response_is_never_null()
        => Assert.All(
            Properties.Where(property => Library.IsRead(property.DeclaringType!) && !Library.IsSent(property.DeclaringType!) && !Library.IsEnumeration(property.DeclaringType!)
                && property.PropertyType.IsAssignableTo(typeof(IEnumerable)) && property.PropertyType != typeof(string)),
            property => Assert.Equal(NullabilityState.NotNull, Annotations.Create(property).ReadState));

    [Fact]
    public void In_a_request_only_a_required_member_is_not_nullable()
        => Assert.All(
            Properties.Where(property => !Library.IsRead(property.DeclaringType!) && !Library.IsEnumeration(property.DeclaringType!)),
            property => Assert.Equal(property.IsDefined(typeof(RequiredMemberAttribute)), Annotations.Create(property).ReadState == NullabilityState.NotNull));

    // Without it a model is nothing, and is not read.
    private static bool IsIdentity(PropertyInfo property) => property.Name == "Id" && property.IsDefined(typeof(RequiredMemberAttribute));

    private static bool IsRequest(Type type) => type.Name.EndsWith("Request", StringComparison.Ordinal);

    private static IEnumerable<Type> Parts(Type type) => [Nullable.GetUnderlyingType(type) ?? type, .. type.GetGenericArguments().SelectMany(Parts)];

    private static string Name(PropertyInfo property) => $"{property.DeclaringType!.Name}.{property.Name}";
}
