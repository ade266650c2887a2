namespace Semrush.Client.Tests.Conventions;

/// <summary>A type is found by its name, whatever namespaces are imported.</summary>
public sealed class NameConventions
{
    [Fact]
    public void No_two_public_types_have_the_same_name()
    {
        var types = Library.PublicTypes.Concat(typeof(Semrush.Client.Authentication.DistributedCacheTokenStore).Assembly.GetExportedTypes());

        Assert.Empty(types.GroupBy(type => type.Name, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1).Select(same => same.Key));
    }

    [Fact]
    public void A_user_needs_few_namespaces()
        => Assert.Equal(
            ["Microsoft.Extensions.DependencyInjection", "Semrush.Client", .. Library.Contracts.Append("Authentication").Select(name => $"Semrush.Client.{name}").Order(StringComparer.Ordinal)],
            Library.PublicTypes.Select(type => type.Namespace).Distinct().Order(StringComparer.Ordinal));
}
