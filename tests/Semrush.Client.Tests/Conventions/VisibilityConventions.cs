using Microsoft.Extensions.DependencyInjection;

namespace Semrush.Client.Tests.Conventions;

/// <summary>Visibility is a folder: public nouns at a feature's root, the rest in Internal.</summary>
public sealed class VisibilityConventions
{
    [Fact]
    public void Nothing_public_is_internal_and_nothing_internal_is_public()
    {
        Assert.DoesNotContain(Library.PublicTypes, type => type.Namespace!.Split('.').Contains("Internal"));
        Assert.All(
            Library.Assembly.GetTypes().Where(type => type.Namespace?.EndsWith(".Internal", StringComparison.Ordinal) == true),
            type => Assert.False(type.IsVisible, type.FullName));
    }

    [Fact]
    public void A_public_type_stands_at_the_root_of_a_feature()
    {
        var features = Library.Folders.Concat(Library.Contracts.Select(name => $"Semrush.Client.{name}")).ToList();

        Assert.All(
            Library.PublicTypes.Where(type => type.Namespace != typeof(SemrushServiceCollectionExtensions).Namespace),
            type => Assert.Contains(type.Namespace, features));
        Assert.Equal("Microsoft.Extensions.DependencyInjection", typeof(SemrushServiceCollectionExtensions).Namespace);
    }

    [Fact]
    public void A_class_is_sealed_static_or_abstract_but_for_the_family_of_exceptions_and_what_a_test_fakes()
        => Assert.All(
            Library.Assembly.GetTypes().Where(type => type.IsClass && type != typeof(SemrushApiException) && type != typeof(SemrushAuthenticationException) && !Library.Clients.Concat([typeof(SemrushClient), typeof(SemrushClientFactory), typeof(RequestOptions)]).Contains(type)),
            type => Assert.True(type.IsSealed || type.IsAbstract, type.FullName));

    [Fact]
    public void No_type_is_nested_in_public() => Assert.DoesNotContain(Library.PublicTypes, type => type.IsNested);

    [Fact]
    public void An_exception_is_one_of_the_family()
        => Assert.All(
            Library.PublicTypes.Where(type => type.IsAssignableTo(typeof(Exception))),
            type => Assert.True(type.IsAssignableTo(typeof(SemrushApiException)), type.FullName));
}
