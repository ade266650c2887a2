using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Semrush.Client.ContractTests.Conventions;

/// <summary>Documents, XML documentation, public names and messages use the words of .NET, HTTP and OAuth.</summary>
public sealed class WordsTests
{
    // What must not be found, and what to write.
    private static readonly (Regex Old, string Use)[] Words =
    [
        (new(@"(?i)(?<!your )(?<!\| )\banswer(s|ed|ing)?\b", RegexOptions.CultureInvariant), "response, responds"),
        (new(@"(?i)\brepetitions?\b", RegexOptions.CultureInvariant), "retry"),
        (new(@"(?i)\brepeat(s|ed|edly|ing)?\b", RegexOptions.CultureInvariant), "retry"),
        (new(@"(?i)\b(send|sends|sent|sending)( it)? again\b", RegexOptions.CultureInvariant), "retry"),
        (new(@"(?i)(?<![.{])(?<!\| )\brenew(s|al|als|ed|ing)?\b", RegexOptions.CultureInvariant), "refresh"),
        (new(@"(?i)(?<!var )(?<!connection )(?<!connection was )\brefus(e|es|ed|ing|al|als)\b(?!\.\w)", RegexOptions.CultureInvariant), "rejected (a credential, a request), denied (by a person)"),
        (new(@"(?i)\b(nobody|somebody|whoever|whomever)\b", RegexOptions.CultureInvariant), "name the actor, or use the passive"),
        (new(@"(?i)\bwhatever\b", RegexOptions.CultureInvariant), "any, regardless of"),
        (new(@"(?i)\bof (its|their|one's|his|her) own\b", RegexOptions.CultureInvariant), "separate, additional, own"),
        (new(@"(?i)\bof yours\b", RegexOptions.CultureInvariant), "your own, of your own"),
        (new(@"(?i)(?<!\.)\bours\b|\bour own\b", RegexOptions.CultureInvariant), "this library, Semrush.Client"),
        (new(@"(?i)\b(could|can|cannot|to) (not )?be had\b|\bis had\b", RegexOptions.CultureInvariant), "is not available, could not be obtained"),
        (new(@"(?i)\bcomes? by (a )?(new )?tokens?\b", RegexOptions.CultureInvariant), "obtains and refreshes tokens"),
        (new(@"(?i)\bagreed? on\b|\bnot agreed\b", RegexOptions.CultureInvariant), "the TLS handshake fails"),
        (new(@"(?i)\bends? the attempt\b", RegexOptions.CultureInvariant), "cancels the operation"),
        (new(@"(?i)\bmakes? the loggers?\b", RegexOptions.CultureInvariant), "logger factory"),
        (new(@"(?i)\bmishaps?\b", RegexOptions.CultureInvariant), "fault"),
        (new(@"(?i)\btime-outs?\b", RegexOptions.CultureInvariant), "timeout"),
        (new(@"(?i)\bpass(es|ed|ing)? over\b", RegexOptions.CultureInvariant), "ignore"),
        (new(@"(?i)\bobey(s|ed|ing)?\b", RegexOptions.CultureInvariant), "honour"),
        (new(@"(?i)\bbulks\b|\b(a|the) bulk\b(?! (operation|call|retrieval))", RegexOptions.CultureInvariant), "bulk operation"),
        (new(@"(?i)\bfamily of exceptions\b", RegexOptions.CultureInvariant), "exception hierarchy"),
        (new(@"(?i)\bat most itself\b|\bodd values?\b", RegexOptions.CultureInvariant), "malformed value"),
        (new(@"(?i)\b(gives?|gave) way\b", RegexOptions.CultureInvariant), "name the order"),
        (new(@"(?i)\bsurfaces\b", RegexOptions.CultureInvariant), "is returned to the caller"),
        (new(@"(?i)\banew\b", RegexOptions.CultureInvariant), "again, regenerate"),
        (new(@"(?i)\btells? (which|of|whether|what|where|how|why)\b", RegexOptions.CultureInvariant), "states, returns, contains"),
        (new(@"(?i)\bbecomes? of\b", RegexOptions.CultureInvariant), "state, result"),
        (new(@"(?i)\bnone at all\b", RegexOptions.CultureInvariant), "unknown, no"),
        (new(@"(?i)\bit (plainly )?says so\b|\bthat says so\b", RegexOptions.CultureInvariant), "states this"),
        (new(@"(?i)\brequest for a (device )?code\b", RegexOptions.CultureInvariant), "device authorization request"),
        (new(@"(?i)\bstands? in for\b", RegexOptions.CultureInvariant), "replaces"),
        (new(@"(?i)\bleft to whoever\b|\bfor nothing\b", RegexOptions.CultureInvariant), "say what happens"),
    ];

    // Public names that stay, with the reason.
    private static readonly Dictionary<string, string> Kept = new(StringComparer.Ordinal)
    {
        ["AlgorithmRefused"] = "public since the first version",
        ["LostAnswer"] = "public since the first version",
        ["RenewAsync"] = "implemented by the flows of applications",
        ["RenewAt"] = "set by the flows of applications",
    };

    private static IEnumerable<string> Packages => Directory.GetDirectories(Path.Combine(Repository.Root, "src")).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal);

    [Fact]
    public void Documents_have_no_old_word()
    {
        string[] files =
        [
            "README.md", "contracts/README.md",
            .. Files("docs", "*.md").Where(file => file != "docs/provenance.md"),
            .. Packages.Select(package => $"src/{package}/README.md"),
        ];

        AssertNone(files.SelectMany(file => Prose(file).SelectMany(line => Find(line.Text, $"{file}:{line.Number}"))));
    }

    [Fact]
    public void Public_documentation_has_no_old_word() => AssertNone(
        from package in Packages
        from member in XDocument.Load(Path.Combine(AppContext.BaseDirectory, $"{package}.xml")).Descendants("member")
        from hit in Find(Flat(string.Join(' ', member.DescendantNodes().OfType<XText>())), (string)member.Attribute("name")!)
        select hit);

    [Fact]
    public void Public_names_have_no_old_word()
    {
        var names = Packages.SelectMany(package => Assembly.Load(package).GetExportedTypes()).SelectMany(NamesOf).Distinct().ToList();

        AssertNone(names.Where(name => !Kept.ContainsKey(name.Name)).SelectMany(name => Find(Spaced(name.Name), name.Place)));
        Assert.Empty(Kept.Keys.Except(names.Select(name => name.Name)));
    }

    [Fact]
    public void Messages_have_no_old_word() => AssertNone(
        from file in Files("src", "*.cs")
        from message in Messages(CSharpSyntaxTree.ParseText(File.ReadAllText(Path.Combine(Repository.Root, file)), path: file).GetRoot())
        from hit in Find(message.Text, $"{file}:{message.Line}")
        select hit);

    private static void AssertNone(IEnumerable<string> hits)
    {
        var found = hits.ToList();
        Assert.True(found.Count == 0, $"{found.Count} old words:\n{string.Join('\n', found)}");
    }

    private static IEnumerable<string> Find(string text, string place) =>
        from word in Words
        from match in word.Old.Matches(text)
        select $"{place}: \"{text[Math.Max(0, match.Index - 40)..Math.Min(text.Length, match.Index + match.Length + 40)]}\": in place of \"{match.Value}\" write: {word.Use}";

    private static IEnumerable<string> Files(string folder, string pattern) => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), pattern, SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    // The survivors of docs/mutation.md quote code.
    private static IEnumerable<(string Text, int Number)> Prose(string file)
    {
        var isQuoting = false;
        foreach (var (index, line) in File.ReadLines(Path.Combine(Repository.Root, file)).Index())
        {
            if (line.StartsWith('#'))
                isQuoting = file == "docs/mutation.md" && line == "## Survivors";
            if (!isQuoting)
                yield return (line, index + 1);
        }
    }

    // Every text with a space in it: an exception's, a log's, a page's. Parts that are joined with + are one text.
    private static IEnumerable<(string Text, int Line)> Messages(SyntaxNode root) =>
        from expression in root.DescendantNodes().OfType<ExpressionSyntax>()
        where expression is LiteralExpressionSyntax or InterpolatedStringExpressionSyntax
        group TextOf(expression) by Sum(expression) into parts
        let text = string.Concat(parts)
        where text.Contains(' ', StringComparison.Ordinal)
        select (text, parts.Key.GetLocation().GetLineSpan().StartLinePosition.Line + 1);

    private static SyntaxNode Sum(SyntaxNode part)
    {
        while (part.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum)
            part = sum;
        return part;
    }

    private static string TextOf(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax { Token.Value: string text } => text,
        InterpolatedStringExpressionSyntax interpolated => string.Concat(interpolated.Contents.Select(content => content is InterpolatedStringTextSyntax text ? text.TextToken.ValueText : "{}")),
        _ => "",
    };

    private static IEnumerable<(string Name, string Place)> NamesOf(Type type)
    {
        yield return (type.Name.Split('`')[0], type.FullName!);
        const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        foreach (var member in type.GetMembers(Declared).Where(IsVisible))
        {
            yield return (member.Name, $"{type.FullName}.{member.Name}");
            foreach (var parameter in (member as MethodBase)?.GetParameters() ?? [])
                yield return (parameter.Name ?? "", $"{type.FullName}.{member.Name}({parameter.Name})");
        }
    }

    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodBase method => (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly) && (!method.IsSpecialName || method.IsConstructor),
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        PropertyInfo property => property.GetAccessors(nonPublic: false).Length > 0,
        _ => false,
    };

    private static string Spaced(string name) => Regex.Replace(name, "(?<=[a-z0-9])(?=[A-Z])", " ");

    private static string Flat(string text) => Regex.Replace(text, @"\s+", " ").Trim();
}
