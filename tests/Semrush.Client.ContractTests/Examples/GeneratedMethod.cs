using System.Reflection;
using System.Runtime.ExceptionServices;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Semrush.Client.ContractTests.Contracts;

namespace Semrush.Client.ContractTests.Examples;

/// <summary>Finds the generated method of an operation by its name, and calls it with the examples of its contract.</summary>
internal static class GeneratedMethod
{
    private static readonly Dictionary<string, JToken?> Documented = [];
    private static readonly System.Text.Json.JsonSerializerOptions WithoutNull = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static MethodInfo Find(SemrushClient client, OperationDocument operation)
    {
        var name = operation switch
        {
            { IsNavigation: true } => $"Get{operation.Id}Uri",
            { IsPaged: true } => $"{operation.Id}PageAsync",
            _ => $"{operation.Id}Async",
        };
        return AreaOf(client, operation).GetType().GetMethod(name) ?? throw new MissingMethodException($"{operation.Name} has no method {name}.");
    }

    /// <summary>The first page of the enumeration over a paged operation.</summary>
    public static async Task<object?> FirstPageAsync(SemrushClient client, OperationDocument operation)
        => (await ReadAsync(nameof(ReadFirstAsync), Enumeration(client, operation, Documented)))[0];

    /// <summary>The items of the enumeration over a paged operation.</summary>
    /// <param name="client">The client.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="place">Options in place of the examples: wire names with their values, null for one that is not set.</param>
    /// <param name="prefetch">The number of pages to fetch ahead.</param>
    public static Task<List<object>> ItemsAsync(SemrushClient client, OperationDocument operation, IReadOnlyDictionary<string, JToken?> place, int prefetch)
    {
        var pageable = Enumeration(client, operation, place);
        if (prefetch > 0)
            pageable = pageable.GetType().GetMethod("WithPrefetch")!.Invoke(pageable, [prefetch])!;
        return ReadAsync(nameof(ReadAllAsync), pageable);
    }

    /// <summary>The result of the method; null for a plain task.</summary>
    public static async Task<object?> CallAsync(SemrushClient client, OperationDocument operation, JToken? body)
    {
        var method = Find(client, operation);
        var result = Invoke(method, AreaOf(client, operation), [.. method.GetParameters().Select(parameter => Argument(parameter, operation, body))]);
        if (result is not Task task)
            return result;
        await task;
        return method.ReturnType.GetProperty("Result")?.GetValue(task);
    }

    /// <summary>The value, written by System.Text.Json and read by Newtonsoft.Json.</summary>
    public static JToken Rewrite(object value)
    {
        if (value is not SemrushFile file)
            return Document.Parse(System.Text.Json.JsonSerializer.Serialize(value, WithoutNull));
        using var text = new StreamReader(file.Content);
        return text.ReadToEnd();
    }

    private static object Enumeration(SemrushClient client, OperationDocument operation, IReadOnlyDictionary<string, JToken?> place)
    {
        var target = AreaOf(client, operation);
        var method = target.GetType().GetMethod($"{operation.Id}Async") ?? throw new MissingMethodException($"{operation.Name} has no enumeration.");
        return Invoke(method, target, [.. method.GetParameters().Select(parameter => Argument(parameter, operation, null, place))])!;
    }

    private static Task<List<object>> ReadAsync(string reader, object pageable) => (Task<List<object>>)typeof(GeneratedMethod)
        .GetMethod(reader, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(pageable.GetType().GetGenericArguments()).Invoke(null, [pageable])!;

    private static async Task<List<object>> ReadFirstAsync<TItem, TPage>(AsyncPageable<TItem, TPage> pageable)
        where TPage : class
    {
        await foreach (var page in pageable.AsPages(TestContext.Current.CancellationToken))
            return [page];
        return [];
    }

    private static async Task<List<object>> ReadAllAsync<TItem, TPage>(AsyncPageable<TItem, TPage> pageable)
        where TPage : class
    {
        var items = new List<object>();
        await foreach (var item in pageable.WithCancellation(TestContext.Current.CancellationToken))
            items.Add(item!);
        return items;
    }

    private static object AreaOf(SemrushClient client, OperationDocument operation)
        => typeof(SemrushClient).GetProperty(operation.Contract.Name)?.GetValue(client)
            ?? throw new MissingMemberException($"SemrushClient has no property {operation.Contract.Name}.");

    private static object? Argument(ParameterInfo parameter, OperationDocument operation, JToken? body, IReadOnlyDictionary<string, JToken?>? place = null)
    {
        if (parameter.ParameterType == typeof(CancellationToken))
            return TestContext.Current.CancellationToken;
        if (parameter.Name == "request" && operation.RequestBody is not null)
            return Convert(WithNulls(body ?? throw new InvalidOperationException($"{operation.Name} has no request example."), operation), parameter.ParameterType);
        if (parameter.Name == "options")
            return Options(parameter.ParameterType, operation, place);
        var wire = operation.Parameters.Single(candidate => WireName.ToCamel((string)candidate["name"]!) == parameter.Name);
        return Convert(Example(wire, operation), parameter.ParameterType);
    }

    // A member of the mask that the body does not have is set to null.
    private static JToken WithNulls(JToken body, OperationDocument operation)
    {
        if (operation.Mask is not { } mask)
            return body;
        var request = (JObject)body.DeepClone();
        foreach (var member in Example(operation.Parameters.Single(candidate => (string?)candidate["name"] == mask), operation).Values<string>())
            if (!request.ContainsKey(member!))
                request[member!] = JValue.CreateNull();
        return request;
    }

    // Every parameter that may be left out, and nothing else.
    private static object Options(Type type, OperationDocument operation, IReadOnlyDictionary<string, JToken?>? place)
    {
        var options = Activator.CreateInstance(type)!;
        var left = type.GetProperties().Where(property => property.Name != nameof(RequestOptions.OnResponse)).ToDictionary(property => property.Name);
        foreach (var wire in operation.Parameters.Where(candidate => candidate["required"]?.Value<bool>() is not true))
        {
            Assert.True(left.Remove(WireName.ToPascal((string)wire["name"]!), out var property), $"{type.Name} lacks {wire["name"]}.");
            if ((place?.TryGetValue((string)wire["name"]!, out var value) is true ? value : Example(wire, operation)) is { } given)
                property.SetValue(options, Convert(given, property.PropertyType));
        }

        Assert.Empty(left);
        return options;
    }

    private static JToken Example(JToken wire, OperationDocument operation) => wire["example"] ?? throw new InvalidOperationException($"{operation.Name} has no example for {wire["name"]}.");

    private static object? Convert(JToken value, Type type) => System.Text.Json.JsonSerializer.Deserialize(value.ToString(Formatting.None), type);

    private static object? Invoke(MethodInfo method, object target, object?[] arguments)
    {
        try
        {
            return method.Invoke(target, arguments);
        }
        catch (TargetInvocationException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerException!);
            throw;
        }
    }
}

/// <summary>The .NET names of wire names, independent of the templates.</summary>
internal static partial class WireName
{
    [GeneratedRegex("[^A-Za-z0-9]+")]
    private static partial Regex Separator { get; }

    /// <summary>The name of a parameter; reflection shows it without the @ of a keyword.</summary>
    public static string ToCamel(string name)
    {
        var words = Words(name);
        var camel = char.IsAsciiDigit(words[0]) ? "value" + words : char.ToLowerInvariant(words[0]) + words[1..];
        return camel is "request" or "call" or "options" or "cancellationToken" ? camel + "Value" : camel;
    }

    /// <summary>The name of a property of options.</summary>
    public static string ToPascal(string name) => char.IsAsciiDigit(Words(name)[0]) ? "Value" + Words(name) : Words(name);

    private static string Words(string name)
        => string.Concat(Separator.Split(name).Where(word => word.Length > 0).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
