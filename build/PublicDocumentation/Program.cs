// The compiler documents internal members as well. Users of a package cannot call them, so this program takes them out. Arguments: the assembly and its XML file.
using System.Xml.Linq;
using Mono.Cecil;
using Mono.Cecil.Rocks;

using var module = ModuleDefinition.ReadModule(args[0]);
var members = module.GetTypes().Where(IsShown).SelectMany(type => type.Methods.Where(IsShown).Cast<IMemberDefinition>()
    .Concat(type.Properties.Where(property => IsShown(property.GetMethod) || IsShown(property.SetMethod)))
    .Concat(type.Events.Where(@event => IsShown(@event.AddMethod)))
    .Concat(type.Fields.Where(field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly))
    .Append(type));
var names = members.Select(DocCommentId.GetDocCommentId).ToHashSet(StringComparer.Ordinal);
var document = XDocument.Load(args[1], LoadOptions.PreserveWhitespace);
document.Descendants("member").Where(member => !names.Contains((string?)member.Attribute("name") ?? "")).Remove();
document.Save(args[1], SaveOptions.DisableFormatting);

static bool IsShown(IMemberDefinition? member) => member switch
{
    TypeDefinition type => type.IsPublic || ((type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamilyOrAssembly) && IsShown(type.DeclaringType)),
    MethodDefinition method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
    _ => false,
};
