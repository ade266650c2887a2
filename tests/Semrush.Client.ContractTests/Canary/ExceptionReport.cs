using System.Collections;
using System.Reflection;

namespace Semrush.Client.ContractTests.Canary;

/// <summary>An exception, all that its properties reach included.</summary>
internal static class ExceptionReport
{
    private const int Depth = 6;

    public static void Add(Evidence evidence, Exception exception) => Walk(evidence, exception.GetType().Name, exception, Depth);

    private static void Walk(Evidence evidence, string path, object? value, int depth)
    {
        if (value is null || depth == 0)
            return;
        evidence.Add($"{Channel.Exception} {path}", value.ToString());
        if (value is string or Type or MemberInfo or CancellationToken or Task || value.GetType().IsPrimitive || value.GetType().IsEnum)
            return;
        if (value is IEnumerable list)
        {
            foreach (var item in list)
                Walk(evidence, $"{path}[]", item, depth - 1);
            return;
        }

        foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
            if (property.GetIndexParameters().Length == 0)
                Walk(evidence, $"{path}.{property.Name}", Read(property, value), depth - 1);
    }

    private static object? Read(PropertyInfo property, object value)
    {
        try
        {
            return property.GetValue(value);
        }
        catch (Exception exception) when (exception is TargetInvocationException or NotSupportedException)
        {
            return null;
        }
    }
}
