using System.Text.Json;
using System.Text.Json.Serialization;
using Semrush.Client.ListingManagement;

namespace Semrush.Client.Tests.ListingManagement;

/// <summary>The mask and the body of a request about a location, and the rules of its hours, which are checked before it is sent.</summary>
public sealed class LocationRequestTests
{
    private static readonly CreateLocationRequest Bakery = new()
    {
        BusinessName = "Corner Bakery",
        PhoneNumber = "+1 541-754-3010",
        Country = "US",
        City = "Corvallis",
        AddressLine1 = "1 Main Street",
        CategoryIds = ["b871306d44c145a0b781ed2cb3b19bf1"],
    };

    private static readonly JsonSerializerOptions WithoutNull = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private static readonly BusinessHours Hours = new() { MondayHours = [Range("09:00", "17:00")], SundayHours = [] };

    [Fact]
    public async Task Set_members_are_in_the_mask_and_null_members_are_not_in_the_body()
    {
        Assert.Equal(("?update_mask=city,address_line_2", """{"city":"Salem"}"""), await UpdateAsync(new() { AddressLine2 = null, City = "Salem" }));
        Assert.Equal(("?update_mask=special_hours", """{"special_hours":[]}"""), await UpdateAsync(new() { SpecialHours = [] }));
        Assert.Equal(("?update_mask=reopen_date", "{}"), await UpdateAsync(new() { ReopenDate = null }));
    }

    [Fact]
    public async Task Copy_of_a_request_keeps_what_was_set()
    {
        var request = new UpdateLocationRequest { City = "Salem", Zip = null };

        Assert.Equal(("?update_mask=city,zip,suppress_address", """{"city":"Salem","suppress_address":false}"""), await UpdateAsync(request with { SuppressAddress = false }));
        Assert.Equal("?update_mask=city,zip", (await UpdateAsync(request)).Query);
        Assert.NotEqual(request, new() { City = "Salem" });
    }

    [Theory]
    [InlineData("""{"id":"a","parent_id":null,"new":1}""", """{"id":"a","parent_id":null}""")]
    [InlineData("""{"id":"a","new":null}""", """{"id":"a"}""")]
    public void Null_and_absent_stay_different_in_a_serializer_with_other_options(string json, string expected)
    {
        var category = JsonSerializer.Deserialize<Category>(json)!;

        Assert.Equal(expected, JsonSerializer.Serialize(category, WithoutNull));
        Assert.Equal(expected.Replace("\"a\"", "\"a\",\"name\":null,\"full_name\":null", StringComparison.Ordinal), JsonSerializer.Serialize(category));
    }

    [Fact]
    public async Task Update_without_a_member_is_rejected()
        => Assert.StartsWith(
            "Set at least one member. A member that is set to null is cleared.",
            (await Assert.ThrowsAsync<ArgumentException>("request", () => UpdateAsync(new()))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("09:00-12:00,13:00-17:00", null)]
    [InlineData("13:00-17:00,09:00-12:00", null)]
    [InlineData("09:00-12:00,12:00-17:00", null)]
    [InlineData("09:00-12:00,22:00-02:00", null)]
    [InlineData("09:00-12:00,11:59-17:00", "has ranges that overlap")]
    [InlineData("09:00-17:00,10:00-11:00", "has ranges that overlap")]
    [InlineData("22:00-02:00,23:00-23:30", "has ranges that overlap")]
    [InlineData("9:00-17:00", "must match")]
    [InlineData("24:00-25:00", "must match")]
    [InlineData("01:00-02:00,03:00-04:00,05:00-06:00", "must have 0 to 2 entries")]
    public async Task Hours_of_a_day_are_checked(string ranges, string? fault)
    {
        TimeRange[] hours = [.. ranges.Split(',').Select(range => Range(range.Split('-')[0], range.Split('-')[1]))];

        var create = await FaultAsync(Bakery with { BusinessHours = new() { SaturdayHours = hours } });
        Assert.Equal(create, await FaultAsync(new UpdateLocationRequest { BusinessHours = new() { SaturdayHours = hours } }));

        if (fault is null)
            Assert.Null(create);
        else
            Assert.Contains(fault, create, StringComparison.Ordinal);
        Assert.StartsWith(fault is null ? "" : "business_hours.saturday_hours", create ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Special_hours_need_business_hours_and_times_only_for_a_range()
    {
        var closed = new SpecialHours { Type = SpecialHoursType.Closed, Day = new(2027, 5, 1) };
        var range = new SpecialHours { Type = SpecialHoursType.Range, Day = new(2027, 5, 1), Times = [Range("14:00", "18:00")] };

        Assert.Equal("special_hours needs business_hours.", await FaultAsync(Bakery with { SpecialHours = [closed] }));
        Assert.Null(await FaultAsync(Bakery with { SpecialHours = [closed, range], BusinessHours = Hours }));
        Assert.Null(await FaultAsync(Bakery with { SpecialHours = [] }));
        Assert.Null(await FaultAsync(new UpdateLocationRequest { SpecialHours = [closed] }));
        Assert.Equal("special_hours needs business_hours, which the request clears.", await FaultAsync(new UpdateLocationRequest { SpecialHours = [closed], BusinessHours = null }));
        Assert.Equal("special_hours[0].times must be empty, as the type is not RANGE.", await FaultAsync(With(range with { Type = SpecialHoursType.OpenedAllDay })));
        Assert.Equal("special_hours[1].times is required, as the type is RANGE.", await FaultAsync(With(range, range with { Times = [] })));
        Assert.Equal("special_hours[0].times is required, as the type is RANGE.", await FaultAsync(With(range with { Times = null })));
        // The rules of a type that is added later are not known.
        Assert.Null(await FaultAsync(With(range with { Type = "SEASONAL" })));

        static CreateLocationRequest With(params SpecialHours[] hours) => Bakery with { BusinessHours = Hours, SpecialHours = hours };
    }

    private static TimeRange Range(string from, string to) => new() { From = from, To = to };

    private static async Task<(string Query, string? Body)> UpdateAsync(UpdateLocationRequest request)
    {
        var stub = StubHandler.Returning(Response.Data("""{"location_id":"1"}"""));
        using var client = The.Client(stub);
        await client.ListingManagement.UpdateLocationAsync("1", request, cancellationToken: The.Token);
        return (stub.Request.Query, stub.Request.Body);
    }

    // The first line of the message; null if the request is sent.
    private static async Task<string?> FaultAsync(object request)
    {
        var stub = StubHandler.Returning(Response.Data("""{"location_id":"1"}"""));
        using var client = The.Client(stub);
        try
        {
            await (request is CreateLocationRequest create
                ? client.ListingManagement.CreateLocationAsync(create, cancellationToken: The.Token)
                : client.ListingManagement.UpdateLocationAsync("1", (UpdateLocationRequest)request, cancellationToken: The.Token));
            return null;
        }
        catch (ArgumentException exception)
        {
            Assert.Empty(stub.Requests);
            return exception.Message.Replace(" (Parameter 'request')", "", StringComparison.Ordinal);
        }
    }
}
