using System.Reflection;
using System.Text.RegularExpressions;

namespace Semrush.Client.Tests.Conventions;

/// <summary>The rules of every generated operation.</summary>
public sealed partial class GeneratedClientConventions
{
    // A parameter more than fits into them may take a line more.
    private const int LongestBody = 15;
    private const int ParametersWithin = 10;

    [GeneratedRegex(@"^        public virtual (?:Task|AsyncPageable|Uri)\b[^(\n]* (\w+)\((.*?)^(?:        \}|            [^\n]*\);)\n(?=\n|    \})", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Operation { get; }

    private static IEnumerable<MethodInfo> Operations => Library.Operations;

    public static TheoryData<string> Contracts => [.. Library.Contracts];

    [Fact]
    public void Each_contract_has_a_client_and_the_entry_point_a_property_of_its_name()
    {
        Assert.InRange(Library.Contracts.Count, 5, int.MaxValue);
        Assert.Equal(Library.Contracts, Library.Clients.Select(Library.ContractOf).Order(StringComparer.Ordinal));
        Assert.All(Library.Clients, client => Assert.Equal(client, typeof(SemrushClient).GetProperty(Library.ContractOf(client))?.PropertyType));
    }

    [Fact]
    public void An_operation_is_awaited_enumerated_or_opened_by_a_person()
        => Assert.All(Operations, method =>
        {
            var type = method.ReturnType;
            var isAsync = type.IsAssignableTo(typeof(Task)) || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(AsyncPageable<,>));
            Assert.True(isAsync ? method.Name.EndsWith("Async", StringComparison.Ordinal) : type == typeof(Uri) && method.Name.EndsWith("Uri", StringComparison.Ordinal), Name(method));
        });

    [Fact]
    public void An_operation_ends_in_one_optional_cancellation_token()
        => Assert.All(Operations.Where(method => method.Name.EndsWith("Async", StringComparison.Ordinal)), method =>
        {
            var tokens = method.GetParameters().Where(parameter => parameter.ParameterType == typeof(CancellationToken)).ToArray();
            Assert.Same(method.GetParameters()[^1], Assert.Single(tokens));
            Assert.True(tokens[0] is { Name: "cancellationToken", IsOptional: true }, Name(method));
        });

    [Fact]
    public void An_envelope_is_not_public()
        => Assert.DoesNotContain(Library.PublicTypes, type => type.Name.EndsWith("Envelope", StringComparison.Ordinal));

    [Fact]
    public void Nothing_generated_shows_HttpClient()
        => Assert.All(
            Library.GeneratedTypes.SelectMany(type => type.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)),
            member => Assert.DoesNotContain("HttpClient", member.ToString(), StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Contracts))]
    public void No_generated_file_uses_HttpClient(string contract)
        => Assert.DoesNotContain("HttpClient", Library.GeneratedSource(contract), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Contracts))]
    public void An_operation_is_at_most_15_lines_of_code(string contract)
    {
        var bodies = Operation.Matches(Library.GeneratedSource(contract)).ToDictionary(
            match => match.Groups[1].Value,
            match => match.Value.TrimEnd().Split('\n')[1..].Select(line => line.Trim()).Count(line => line is not ("" or "{" or "}")));

        Assert.Equal(Operations.Where(method => Library.ContractOf(method.DeclaringType!) == contract).Select(method => method.Name).Order(), bodies.Keys.Order());
        Assert.All(bodies, body => Assert.InRange(
            body.Value, 1, LongestBody + Math.Max(0, Operations.Single(method => method.Name == body.Key && Library.ContractOf(method.DeclaringType!) == contract).GetParameters().Length - ParametersWithin)));
    }

    private static string Name(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";
}
