using System.Reflection;
using System.Xml.Linq;

namespace Semrush.Client.Tests.Conventions;

/// <summary>Every public member is documented, the generated ones from their contract.</summary>
public sealed class DocumentationConventions
{
    [Fact]
    public void Every_public_type_has_a_summary()
        => Assert.All(Library.PublicTypes, type => AssertSummary("T:" + type.FullName));

    [Fact]
    public void Every_public_member_has_a_summary()
    {
        var count = 0;
        foreach (var type in Library.PublicTypes)
            foreach (var member in Library.WrittenMembers(type))
            {
                AssertSummary(member switch
                {
                    PropertyInfo property => $"P:{type.FullName}.{property.Name}",
                    MethodBase method => Documented(type, method),
                    FieldInfo field => $"F:{type.FullName}.{field.Name}",
                    _ => throw new InvalidOperationException($"{type.FullName}.{member.Name} is of a kind that this test does not know."),
                });
                count++;
            }

        Assert.InRange(count, 250, int.MaxValue);
    }

    [Fact]
    public void No_element_of_the_documentation_is_empty()
        => Assert.All(
            Library.Documentation.Values.Descendants().Where(element => element.Name.LocalName is "summary" or "remarks" or "param" or "returns" or "exception" or "value" or "para" or "typeparam"),
            element => Assert.True(element.Nodes().Any(node => node is XElement or XText { Value.Length: > 1 }), element.Parent!.ToString()));

    [Fact]
    public void Every_parameter_of_a_generated_method_is_documented()
        => Assert.All(
            Library.Operations,
            method =>
            {
                var documented = Library.Documentation[Documented(method.DeclaringType!, method)];
                Assert.Equal(method.GetParameters().Select(parameter => parameter.Name), documented.Elements("param").Select(element => element.Attribute("name")!.Value));
                Assert.True(!method.ReturnType.IsGenericType || documented.Element("returns") is not null, method.Name);
                Assert.Contains("Retry class", documented.Element("remarks")?.Value, StringComparison.Ordinal);
            });

    private static string Documented(Type type, MethodBase method)
    {
        var name = method.IsGenericMethodDefinition ? $"{method.Name}``{method.GetGenericArguments().Length}" : method.Name;
        var start = $"M:{type.FullName}.{name}";
        var candidates = Library.Documentation.Keys
            .Where(key => key == start || key.StartsWith(start + "(", StringComparison.Ordinal) || key.StartsWith(start + "~", StringComparison.Ordinal))
            .Where(key => ParameterCount(key) == method.GetParameters().Length);
        return candidates.FirstOrDefault(start);
    }

    private static int ParameterCount(string key)
    {
        var depth = 0;
        var open = key.IndexOf('(', StringComparison.Ordinal);
        return open < 0 ? 0 : 1 + key[(open + 1)..].Count(character =>
        {
            depth += character is '{' ? 1 : character is '}' ? -1 : 0;
            return character == ',' && depth == 0;
        });
    }

    private static void AssertSummary(string key)
    {
        Assert.True(Library.Documentation.TryGetValue(key, out var member), $"{key} has no documentation.");
        Assert.True(member.Element("inheritdoc") is not null || member.Element("summary")?.Value.Trim().Length > 4, $"{key} has no summary.");
    }
}
