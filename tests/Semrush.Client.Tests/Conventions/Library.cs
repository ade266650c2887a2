using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using System.Xml.Linq;

namespace Semrush.Client.Tests.Conventions;

/// <summary>What the convention tests look at: the assembly, its documentation, and the files it was made from.</summary>
internal static class Library
{
    public static readonly Assembly Assembly = typeof(SemrushClient).Assembly;

    private static readonly ConcurrentDictionary<string, string> Sources = new(StringComparer.Ordinal);

    public static readonly IReadOnlyList<string> Contracts =
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "contracts"), "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    /// <summary>The namespaces of the handwritten folders.</summary>
    public static readonly IReadOnlyList<string> Folders =
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Semrush.Client"), "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetDirectoryName(Path.GetRelativePath(Path.Combine(Repository.Root, "src"), file))!.Replace(Path.DirectorySeparatorChar, '.'))
            .Where(name => !name.Split('.').Any(part => part is "Internal" or "bin" or "obj"))
            .Distinct(),
    ];

    public static IEnumerable<Type> PublicTypes => Assembly.GetExportedTypes();

    public static IEnumerable<Type> GeneratedTypes => PublicTypes.Where(type => Contracts.Contains(ContractOf(type)) && GeneratedSource(ContractOf(type)).Contains($" {type.Name}", StringComparison.Ordinal));

    public static IEnumerable<Type> Clients => GeneratedTypes.Where(type => type.Name == ContractOf(type) + "Client");

    /// <summary>The generated methods: none that a partial class adds.</summary>
    public static IEnumerable<MethodInfo> Operations => Clients.SelectMany(client => client
        .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Where(method => GeneratedSource(ContractOf(client)).Contains($" {method.Name}(", StringComparison.Ordinal)));

    /// <summary>The optional parameters of the operations.</summary>
    public static IEnumerable<Type> Options => GeneratedTypes.Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal));

    public static IEnumerable<Type> Models => GeneratedTypes.Except(Clients).Except(Options);

    /// <summary>Whether a model is part of responses.</summary>
    public static bool IsRead(Type model) => Implements(model, "IReader`1");

    /// <summary>Whether a model is part of requests.</summary>
    public static bool IsSent(Type model) => Implements(model, "IChecked");

    public static bool IsEnumeration(Type model) => Implements(model, "IParsable`1");

    public static IReadOnlyDictionary<string, XElement> Documentation { get; } = XDocument.Load(Path.ChangeExtension(Assembly.Location, ".xml"))
        .Descendants("member").ToDictionary(member => member.Attribute("name")!.Value);

    public static string Contract(string name) => File.ReadAllText(Path.Combine(Repository.Root, "contracts", name + ".yaml"));

    public static string GeneratedSource(string name)
        => Sources.GetOrAdd(name, static name => File.ReadAllText(Path.Combine(Repository.Root, "generated", name + ".g.cs")));

    public static string ContractOf(Type type) => type.Namespace?.Split('.') switch
    {
        ["Semrush", "Client", var area] => area,
        ["Semrush", "Client"] when type.Name.EndsWith("Client", StringComparison.Ordinal) => type.Name[..^"Client".Length],
        _ => "",
    };

    public static string? WireName(PropertyInfo property) => property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name;

    /// <summary>The members that are written, in C# or in a contract: none that the compiler adds to a record.</summary>
    public static IEnumerable<MemberInfo> WrittenMembers(Type type) => type
        .GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        .Where(member => member is not Type
            && !member.IsDefined(typeof(CompilerGeneratedAttribute))
            && member is not FieldInfo { IsSpecialName: true } // the number behind an enumeration
            && !(member is MethodBase { IsSpecialName: true } method && (method is ConstructorInfo || !method.Name.StartsWith("op_", StringComparison.Ordinal)))
            && !member.Name.Contains('.', StringComparison.Ordinal)
            && member.Name is not ("ToString" or "Equals" or "GetHashCode"));

    private static bool Implements(Type type, string name) => type.GetInterfaces().Any(found => found.Name == name);
}
