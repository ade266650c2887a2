using Semrush.Client.Http.Internal;

namespace Semrush.Client.ListingManagement;

public sealed partial record CreateLocationRequest
{
    partial void CheckRules(Check check) => check.Rule(
        SpecialHours is not { Count: > 0 } || BusinessHours is not null, "special_hours", "needs business_hours");
}

public sealed partial record UpdateLocationRequest
{
    // The location may already have business hours: only a request that clears them is known to be wrong.
    partial void CheckRules(Check check) => check.Rule(
        SpecialHours is not { Count: > 0 } || BusinessHours is not null || !((IMasked)this).Members.Contains("business_hours"),
        "special_hours",
        "needs business_hours, which the request clears");
}

public sealed partial record BusinessHours
{
    partial void CheckRules(Check check)
    {
        CheckDay(check, "monday_hours", MondayHours);
        CheckDay(check, "tuesday_hours", TuesdayHours);
        CheckDay(check, "wednesday_hours", WednesdayHours);
        CheckDay(check, "thursday_hours", ThursdayHours);
        CheckDay(check, "friday_hours", FridayHours);
        CheckDay(check, "saturday_hours", SaturdayHours);
        CheckDay(check, "sunday_hours", SundayHours);
    }

    private static void CheckDay(Check check, string name, IReadOnlyList<TimeRange>? ranges)
        => check.Rule(ranges is not [var first, var second] || !first.Overlaps(second), name, "has ranges that overlap");
}

public sealed partial record TimeRange
{
    // Texts of the form HH:mm sort like their times. The part of a range after midnight belongs to the next day.
    private string End => string.CompareOrdinal(To, From) > 0 ? To! : "24:00";

    internal bool Overlaps(TimeRange other)
        => string.CompareOrdinal(From, other.End) < 0 && string.CompareOrdinal(other.From, End) < 0;
}

public sealed partial record SpecialHours
{
    // The rules of types that are added later are not known.
    partial void CheckRules(Check check)
    {
        if (Type == SpecialHoursType.Range)
            check.Rule(Times is { Count: > 0 }, "times", "is required, as the type is RANGE");
        else if (Type == SpecialHoursType.Closed || Type == SpecialHoursType.OpenedAllDay)
            check.Rule(Times is not { Count: > 0 }, "times", "must be empty, as the type is not RANGE");
    }
}
