using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Semrush.Client.Tests.Conventions;

/// <summary>What a contract marks as <c>format: password</c> is in no ToString().</summary>
public sealed partial class SecretConventions
{
    private const string Canary = "canary-4d1f";

    // A property, and in its block, one level deeper, the format; or all in one line.
    [GeneratedRegex(@"^(?<indent> +)(?<name>\w+):\n(?:\k<indent>  [^\n]*\n)*?\k<indent>  format: password\n|^ +(?<name>\w+): *\{[^\n]*\bformat: password\b", RegexOptions.Multiline)]
    private static partial Regex Secret { get; }

    [Fact]
    public void Each_known_secret_is_marked_in_its_contract()
    {
        string[] known = ["access_token", "refresh_token", "client_secret", "code", "device_code", "jwt"];

        Assert.Empty(known.Except(Library.Contracts.SelectMany(SecretsOf)));
        Assert.All(
            Library.Models.SelectMany(model => model.GetProperties()).Where(property => property.PropertyType == typeof(string) && known.Contains(Library.WireName(property)) && !IsPlainCode(property)),
            property => Assert.Contains(Library.WireName(property), SecretsOf(Library.ContractOf(property.DeclaringType!))));
    }

    [Fact]
    public void A_secret_is_never_printed()
    {
        var secrets = Library.Models.SelectMany(SecretsOf).ToArray();

        Assert.InRange(secrets.Length, 15, int.MaxValue);
        Assert.All(secrets, secret =>
        {
            var model = RuntimeHelpers.GetUninitializedObject(secret.DeclaringType!);
            secret.SetValue(model, Canary);

            Assert.Equal(Canary, secret.GetValue(model));
            Assert.DoesNotContain(Canary, model.ToString(), StringComparison.Ordinal);
            Assert.Contains($"{secret.Name} = ***", model.ToString(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Everything_else_is_printed()
        => Assert.All(Library.Models.Where(model => !model.IsValueType && SecretsOf(model).Any()), type =>
        {
            foreach (var property in type.GetProperties().Except(SecretsOf(type)).Where(property => property.PropertyType == typeof(string)))
            {
                var model = RuntimeHelpers.GetUninitializedObject(type);
                property.SetValue(model, Canary);
                Assert.Contains($"{property.Name} = {Canary}", model.ToString(), StringComparison.Ordinal);
            }
        });

    [Fact]
    public void The_settings_print_nothing() => Assert.Equal(typeof(SemrushClientOptions).FullName, The.Options.ToString());

    // Many things are called a code; one that stands beside the type of a grant is a secret.
    private static bool IsPlainCode(PropertyInfo property) => property.Name == "Code" && property.DeclaringType!.GetProperty("GrantType") is null;

    private static IEnumerable<PropertyInfo> SecretsOf(Type model) => model.GetProperties()
        .Where(property => property.PropertyType == typeof(string) && SecretsOf(Library.ContractOf(model)).Contains(Library.WireName(property)));

    private static IEnumerable<string> SecretsOf(string contract) => Secret.Matches(Library.Contract(contract)).Select(match => match.Groups["name"].Value);
}
