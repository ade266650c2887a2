using System.Reflection;
using System.Runtime.Serialization;
using System.Text;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Serialization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Semrush.Client.ContractTests.Contracts;
using Semrush.Client.ContractTests.Examples;

namespace Semrush.Client.ContractTests.Kiota;

/// <summary>Finds the method of an operation in Kiota's client along the segments of its path, and calls it with the examples of its contract.</summary>
internal static class KiotaMethod
{
    private static readonly Assembly Clients = typeof(Semrush.Kiota.OAuth.OAuthClient).Assembly;

    /// <summary>The result, written by Kiota and read by Newtonsoft.Json; null if there is none.</summary>
    public static async Task<JToken?> CallAsync(IRequestAdapter adapter, OperationDocument operation, JToken? body)
    {
        var contract = operation.Contract.Name;
        var builder = Activator.CreateInstance(Clients.GetType($"Semrush.Kiota.{contract}.{contract}Client", throwOnError: true)!, adapter)!;
        foreach (var segment in operation.Path.TrimStart('/').Split('/'))
            builder = Step(builder, segment, operation);
        var method = builder.GetType().GetMethod($"{Pascal(operation.Method)}Async") ?? throw new MissingMethodException($"{builder.GetType()} has no method for {operation.Name}.");

        var task = (Task)method.Invoke(builder, [.. await Task.WhenAll(method.GetParameters().Select(parameter => ArgumentAsync(parameter, operation, body)))])!;
        await task;
        return method.ReturnType.GetProperty("Result")?.GetValue(task) switch
        {
            null => null,
            IParsable model => Document.Parse(await KiotaJsonSerializer.SerializeAsStringAsync(model, serializeOnlyChangedValues: false, TestContext.Current.CancellationToken)),
            Stream stream => await new StreamReader(stream).ReadToEndAsync(TestContext.Current.CancellationToken),
            var other => throw new NotSupportedException($"{operation.Name} returns {other.GetType()}."),
        };
    }

    private static object Step(object builder, string segment, OperationDocument operation)
    {
        var properties = builder.GetType().GetProperties().Where(property => property.GetCustomAttribute<ObsoleteAttribute>() is null).ToList();
        if (segment.StartsWith('{'))
        {
            var indexer = properties.Single(property => property.GetIndexParameters().Length == 1);
            return indexer.GetValue(builder, [Convert(Example(operation, segment.Trim('{', '}')), indexer.GetIndexParameters()[0].ParameterType)])!;
        }

        var name = segment.Length == 0 ? "EmptyPathSegment" : segment;
        return properties.Single(property => Letters(property.Name) == Letters(name)).GetValue(builder)!;
    }

    private static async Task<object?> ArgumentAsync(ParameterInfo parameter, OperationDocument operation, JToken? body)
    {
        var type = parameter.ParameterType;
        if (type == typeof(CancellationToken))
            return TestContext.Current.CancellationToken;
        if (type.IsAssignableTo(typeof(IParsable)))
        {
            await using var json = new MemoryStream(Encoding.UTF8.GetBytes(body!.ToString(Formatting.None)));
            return await KiotaJsonSerializer.DeserializeAsync(type, json, TestContext.Current.CancellationToken);
        }

        return typeof(KiotaMethod).GetMethod(nameof(Configure), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(type.GetGenericArguments()[0].GetGenericArguments()).Invoke(null, [operation]);
    }

    private static Action<RequestConfiguration<TQuery>> Configure<TQuery>(OperationDocument operation)
        where TQuery : class, new() => configuration =>
        {
            foreach (var parameter in operation.Parameters.Where(parameter => (string?)parameter["in"] is "query"))
            {
                var name = (string)parameter["name"]!;
                var property = typeof(TQuery).GetProperties().Where(property => property.GetCustomAttribute<ObsoleteAttribute>() is null)
                    .Single(property => (property.GetCustomAttribute<QueryParameterAttribute>()?.TemplateName ?? property.Name) == name || Letters(property.Name) == Letters(name));
                property.SetValue(configuration.QueryParameters, Convert(Example(operation, name), property.PropertyType));
            }

            foreach (var parameter in operation.Parameters.Where(parameter => (string?)parameter["in"] is "header"))
                configuration.Headers.Add((string)parameter["name"]!, (string)parameter["example"]!);
        };

    private static JToken Example(OperationDocument operation, string parameter)
        => operation.Parameters.Single(candidate => (string?)candidate["name"] == parameter)["example"] ?? throw new InvalidOperationException($"{operation.Name} has no example for {parameter}.");

    private static object? Convert(JToken value, Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        { IsArray: true } list => Typed(list.GetElementType()!, [.. ((JArray)value).Select(element => Convert(element, list.GetElementType()!))]),
        { IsEnum: true } enumeration => enumeration.GetFields().Single(field => field.GetCustomAttribute<EnumMemberAttribute>()?.Value == (string?)value).GetValue(null),
        var plain => value.ToObject(plain),
    };

    private static Array Typed(Type item, object?[] items)
    {
        var typed = Array.CreateInstance(item, items.Length);
        items.CopyTo(typed, 0);
        return typed;
    }

    private static string Pascal(string method) => char.ToUpperInvariant(method[0]) + method[1..];

    private static string Letters(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
}
