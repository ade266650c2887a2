using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using Newtonsoft.Json.Linq;
using Semrush.Client.ContractTests.Drill;

namespace Semrush.Client.ContractTests.Surface;

/// <summary><c>ToString()</c> of a record, in a culture whose calendar ends in 2077.</summary>
public sealed class PrintedRecordTests
{
    private static readonly DateTimeOffset Late = new(2100, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static TheoryData<Type> Records =>
    [
        .. PackageDrillTests.Libraries.SelectMany(package => Assembly.Load(package.Data).GetExportedTypes())
            .Where(type => type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic) is not null && DatesOf(type).Any()),
    ];

    [Theory]
    [MemberData(nameof(Records))]
    public void Date_is_printed_alike_in_every_culture(Type record)
    {
        var made = RuntimeHelpers.GetUninitializedObject(record);
        foreach (var required in record.GetProperties().Where(property => property.PropertyType == typeof(JObject)))
            required.SetValue(made, new JObject());
        foreach (var date in DatesOf(record))
            date.SetValue(made, date.PropertyType == typeof(DateOnly) || date.PropertyType == typeof(DateOnly?) ? new DateOnly(2100, 1, 2) : Late);

        Assert.Contains("2100-01-02", PrintedIn("ar-SA", made), StringComparison.Ordinal);
        Assert.Equal(PrintedIn("", made), PrintedIn("ar-SA", made));
    }

    private static IEnumerable<PropertyInfo> DatesOf(Type type) => type.GetProperties()
        .Where(property => Nullable.GetUnderlyingType(property.PropertyType) is { } inner ? IsDate(inner) : IsDate(property.PropertyType));

    private static bool IsDate(Type type) => type == typeof(DateTimeOffset) || type == typeof(DateOnly);

    private static string PrintedIn(string culture, object made)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = Cultures.Of(culture);
            return made.ToString()!;
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
