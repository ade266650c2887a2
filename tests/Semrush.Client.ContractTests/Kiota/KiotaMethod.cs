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

/// <summary>Finds the method of an operation in Kiota's client along the segments of its path, and calls it with its examples.</summary>
internal static class KiotaMethod
{
    private static readonly Assembly Clients = typeof(Semrush.Kiota.OAuth.OAuthClient).Assembly;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The result, written by Kiota and read by Newtonsoft.Json; null if there is none.</summary>
    public static async Task<JToken?> CallAsync(SemrushClient semrush, ContractCase found)
    {
        var (operation, contract) = (found.Operation, found.Operation.Contract.Name);
        var client = Clients.GetType($"Semrush.Kiota.{contract}.{contract}Client", throwOnError: true)!;
        var builder = Activator.CreateInstance(client, semrush.CreateRequestAdapter())!;
        foreach (var segment in operation.Path.TrimStart('/').Split('/'))
            builder = Step(builder, segment, operation);
        var method = builder.GetType().GetMethod($"{Pascal(operation.Method)}Async")
            ?? throw new MissingMethodException($"{builder.GetType()} has no method for {operation.Name}.");

        var arguments = await Task.WhenAll(method.GetParameters().Select(parameter => ArgumentAsync(parameter, found)));
        var task = (Task)method.Invoke(builder, arguments)!;
        await task;
        return method.ReturnType.GetProperty("Result")?.GetValue(task) switch
        {
            null => null,
            IParsable model => Document.Parse(await KiotaJsonSerializer.SerializeAsStringAsync(model, false, Token)),
            Stream stream => await new StreamReader(stream).ReadToEndAsync(Token),
            var other => throw new NotSupportedException($"{operation.Name} returns {other.GetType()}."),
        };
    }

    private static object Step(object builder, string segment, OperationDocument operation)
    {
        var properties = Current(builder.GetType());
        if (segment.StartsWith('{'))
        {
            var indexer = properties.Single(property => property.GetIndexParameters().Length == 1);
            var index = Example(operation, segment.Trim('{', '}'));
            return indexer.GetValue(builder, [Convert(index, indexer.GetIndexParameters()[0].ParameterType)])!;
        }

        var name = segment.Length == 0 ? "EmptyPathSegment" : segment;
        return properties.Single(property => Letters(property.Name) == Letters(name)).GetValue(builder)!;
    }

    private static async Task<object?> ArgumentAsync(ParameterInfo parameter, ContractCase found)
    {
        var type = parameter.ParameterType;
        if (type == typeof(CancellationToken))
            return Token;
        if (type.IsAssignableTo(typeof(IParsable)))
        {
            await using var json = new MemoryStream(Encoding.UTF8.GetBytes(found.RequestExample!.ToString(Formatting.None)));
            return await KiotaJsonSerializer.DeserializeAsync(type, json, Token);
        }

        return typeof(KiotaMethod).GetMethod(nameof(Configure), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(type.GetGenericArguments()[0].GetGenericArguments()).Invoke(null, [found.Operation]);
    }

    private static Action<RequestConfiguration<TQuery>> Configure<TQuery>(OperationDocument operation)
        where TQuery : class, new() => configuration =>
        {
            foreach (var parameter in operation.Parameters.Where(parameter => (string?)parameter["in"] is "query"))
            {
                var name = (string)parameter["name"]!;
                // A property that is named like its parameter has no attribute.
                var property = Current(typeof(TQuery)).Single(
                    property => (property.GetCustomAttribute<QueryParameterAttribute>()?.TemplateName ?? Letters(property.Name)) is var wire
                        && (wire == name || wire == Letters(name)));
                property.SetValue(configuration.QueryParameters, Convert(Example(operation, name), property.PropertyType));
            }

            foreach (var parameter in operation.Parameters.Where(parameter => (string?)parameter["in"] is "header"))
                configuration.Headers.Add((string)parameter["name"]!, (string)parameter["example"]!);
        };

    private static JToken Example(OperationDocument operation, string parameter)
        => operation.Parameters.Single(candidate => (string?)candidate["name"] == parameter)["example"]!;

    private static object? Convert(JToken value, Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        { IsArray: true } list => Typed(list.GetElementType()!, (JArray)value),
        { IsEnum: true } enumeration => enumeration.GetFields()
            .Single(field => field.GetCustomAttribute<EnumMemberAttribute>()?.Value == (string?)value).GetValue(null),
        var plain => value.ToObject(plain),
    };

    private static Array Typed(Type item, JArray values)
    {
        var typed = Array.CreateInstance(item, values.Count);
        values.Select(value => Convert(value, item)).ToArray().CopyTo(typed, 0);
        return typed;
    }

    private static List<PropertyInfo> Current(Type type)
        => [.. type.GetProperties().Where(property => property.GetCustomAttribute<ObsoleteAttribute>() is null)];

    private static string Pascal(string method) => char.ToUpperInvariant(method[0]) + method[1..];

    private static string Letters(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
}
