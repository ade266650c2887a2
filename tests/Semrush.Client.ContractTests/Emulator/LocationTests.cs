using System.Text.Json.Serialization;
using Newtonsoft.Json.Linq;
using Semrush.Client.ListingManagement;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Emulator;

/// <summary>Locations and categories in the emulator: created, processed, changed, listed, deleted.</summary>
public sealed class LocationTests : EmulatorTest
{
    private static readonly System.Text.Json.JsonSerializerOptions WithoutNull = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
    private readonly StoppedClock _clock;

    public LocationTests()
        : this(new StoppedClock())
    {
    }

    private LocationTests(StoppedClock clock)
        : base(new SemrushEmulatorOptions { TimeProvider = clock, DemoData = false }) => _clock = clock;

    private static CreateLocationRequest Bakery => new()
    {
        BusinessName = "Corner Bakery",
        PhoneNumber = "+357 16 932379",
        Country = "CY",
        City = "Paphos",
        Zip = "8040",
        AddressLine1 = "Apostolou Pavlou Avenue 99",
        AddressLine2 = "Second floor",
        CategoryIds = ["3e25b0338cf94ad8bd1c7d5a28140b65"],
    };

    private static string Written => System.Text.Json.JsonSerializer.Serialize(Bakery, WithoutNull);

    private ListingManagementClient Listings => Client.ListingManagement;

    [Fact]
    public async Task Location_is_processed_before_it_can_be_changed()
    {
        var created = await Listings.CreateLocationAsync(Bakery, cancellationToken: Token);
        Assert.Equal(LocationStatus.Processing, created.LocationStatus);
        Assert.Equal(409, await FailureAsync(Listings.UpdateLocationAsync(created.LocationId!, new() { City = "Polis" }, cancellationToken: Token)));

        _clock.Advance(Emulator.ListingManagement.ProcessingTime);

        Assert.Equal(LocationStatus.Completed, (await Listings.GetLocationAsync(created.LocationId!, cancellationToken: Token)).LocationStatus);
        Assert.Equal("Polis", (await Listings.UpdateLocationAsync(created.LocationId!, new() { City = "Polis" }, cancellationToken: Token)).City);
    }

    [Fact]
    public async Task Failed_location_uses_no_limit()
    {
        Emulator.ListingManagement.LocationLimit = 1;
        var created = await Listings.CreateLocationAsync(Bakery, cancellationToken: Token);
        Assert.Equal(403, await FailureAsync(Listings.CreateLocationAsync(Bakery, cancellationToken: Token)));

        Emulator.ListingManagement.Fail(created.LocationId!);

        var failed = await Listings.GetLocationAsync(created.LocationId!, cancellationToken: Token);
        Assert.Equal((LocationStatus.Failed, "INVALID_ZIP_CODE"), (failed.LocationStatus, Assert.Single(failed.Errors).Code));
        Assert.Equal(LocationStatus.Processing, (await Listings.CreateLocationAsync(Bakery, cancellationToken: Token)).LocationStatus);
        await Listings.DeleteLocationAsync(created.LocationId!, cancellationToken: Token);
        Assert.Equal(404, await FailureAsync(Listings.GetLocationAsync(created.LocationId!, cancellationToken: Token)));
        Assert.Single(Emulator.ListingManagement.Locations);
    }

    [Fact]
    public async Task Update_changes_set_members_clears_null_members_and_keeps_the_rest()
    {
        var id = Emulator.ListingManagement.AddLocation(JObject.Parse("""{"address_line_2": "Second floor", "special_hours": [{"type": "CLOSED", "day": "2027-05-01", "times": []}], "business_hours": {"monday_hours": []}}"""));

        var changed = await Listings.UpdateLocationAsync(id, new() { BusinessName = "Bakery", AddressLine2 = null, SpecialHours = null }, cancellationToken: Token);

        Assert.Equal("Bakery", changed.BusinessName);
        Assert.Null(changed.AddressLine2);
        Assert.Empty(changed.SpecialHours);
        Assert.Equal(("+1 541-754-3010", "Corvallis"), (changed.PhoneNumber, changed.City));
        Assert.NotNull(changed.BusinessHours);
        Assert.EndsWith("?update_mask=business_name,address_line_2,special_hours", Emulator.Calls[^1].PathAndQuery, StringComparison.Ordinal);
        Assert.False(Emulator.ListingManagement.Locations.Single().ContainsKey("address_line_2"));
    }

    [Fact]
    public async Task Member_of_the_body_that_is_not_in_the_mask_changes_nothing()
    {
        var id = Emulator.ListingManagement.AddLocation();

        await Raw.SendAsync("PATCH", $"/apis/v4/local/v1/locations/{id}?update_mask=city", """{"city": "Salem", "business_name": "Other"}""");

        var location = Emulator.ListingManagement.Locations.Single();
        Assert.Equal(("Salem", "Corner Bakery"), ((string?)location["city"], (string?)location["business_name"]));
    }

    [Fact]
    public async Task Update_without_a_member_is_not_sent()
    {
        var id = Emulator.ListingManagement.AddLocation();

        var thrown = await Assert.ThrowsAsync<ArgumentException>(() => Listings.UpdateLocationAsync(id, new(), cancellationToken: Token));

        Assert.StartsWith("Set at least one member. A member that is set to null is cleared.", thrown.Message, StringComparison.Ordinal);
        Assert.Empty(Emulator.Calls);
    }

    [Fact]
    public async Task Validation_stores_nothing()
    {
        var id = Emulator.ListingManagement.AddLocation();

        await Listings.CreateLocationAsync(Bakery, new() { ValidateOnly = true }, Token);
        var changed = await Listings.UpdateLocationAsync(id, new() { City = "Salem" }, new() { ValidateOnly = true }, Token);

        Assert.Equal("Salem", changed.City);
        Assert.Equal("Corvallis", (string?)Emulator.ListingManagement.Locations.Single()["city"]);
    }

    [Theory]
    [InlineData("phone_number", "")]
    [InlineData("zip", null)]
    [InlineData("country", "cy")]
    public async Task Location_that_violates_a_rule_is_rejected(string member, string? value)
    {
        var request = JObject.Parse(Written);
        request[member] = value;
        if (value is null)
            request.Remove(member);

        var response = await Raw.SendAsync("POST", "/apis/v4/local/v1/locations", request.ToString());

        response.AssertFails(400);
        Assert.Contains(member == "phone_number" ? "PHONE_NOT_SPECIFIED" : member, response.Text, StringComparison.Ordinal);
        Assert.Empty(Emulator.ListingManagement.Locations);
    }

    [Fact]
    public async Task Failure_about_a_cleared_phone_number_contains_its_error_status()
    {
        var id = Emulator.ListingManagement.AddLocation();

        var thrown = await Assert.ThrowsAsync<SemrushApiException>(() => Listings.UpdateLocationAsync(id, new() { PhoneNumber = null }, cancellationToken: Token));

        Assert.Contains("PHONE_NOT_SPECIFIED", thrown.Details!.Value.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("Invalid request. Phone number is not specified (PHONE_NOT_SPECIFIED)", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Country_in_lower_case_is_rejected_by_the_client_and_by_the_server()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Listings.GetCategoriesPageAsync("us", cancellationToken: Token));

        (await Raw.SendAsync("GET", "/apis/v4/local/v1/categories?country=us")).AssertViolates("country");
    }

    [Fact]
    public async Task List_with_a_limit_above_the_maximum_is_complete()
    {
        for (var i = 0; i < 120; i++)
            Emulator.ListingManagement.AddLocation(new() { ["business_name"] = $"Bakery {i}" });

        var page = await Listings.GetLocationsPageAsync(new() { Limit = 100 }, Token);
        var names = await Listings.GetLocationsAsync(new() { Limit = 100 }, Token).Select(location => location.BusinessName).ToListAsync(Token);

        Assert.Equal(50, page.Count);
        Assert.Equal(Enumerable.Range(0, 120).Select(i => $"Bakery {i}"), names);
        Assert.Equal(1 + 3, Emulator.Calls.Count);
    }

    [Fact]
    public async Task Statuses_select_the_locations()
    {
        var (ready, failed) = (Emulator.ListingManagement.AddLocation(), Emulator.ListingManagement.AddLocation());
        Emulator.ListingManagement.Fail(failed);

        Assert.Equal([failed], await IdsAsync(LocationStatus.Failed));
        Assert.Equal([ready, failed], await IdsAsync(LocationStatus.Completed, LocationStatus.Failed));
        Assert.Empty(await IdsAsync(LocationStatus.Processing));

        async Task<List<string>> IdsAsync(params LocationStatus[] statuses)
            => await Listings.GetLocationsAsync(new() { LocationStatuses = statuses }, Token).Select(location => location.LocationId!).ToListAsync(Token);
    }

    [Fact]
    public async Task Category_at_the_top_has_a_null_parent_which_is_written_as_null()
    {
        Emulator.ListingManagement.AddCategory("1", "Supplier");
        Emulator.ListingManagement.AddCategory("2", "Marble supplier", "1");

        var categories = await Listings.GetCategoriesAsync("US", cancellationToken: Token).ToListAsync(Token);

        Assert.Equal([("Supplier", null), ("Supplier > Marble supplier", "1")], categories.Select(category => (category.FullName, category.ParentId)));
        Assert.Contains("\"parent_id\":null", System.Text.Json.JsonSerializer.Serialize(categories[0]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Second_creation_while_one_runs_is_rejected_with_429()
    {
        await using var limited = SemrushEmulator.Start(new() { RateLimit = new(), TimeProvider = _clock });
        using var raw = new RawClient(limited);
        limited.FailNext(Fault.Delay(TimeSpan.FromMinutes(1)));
        var first = CreateAsync();
        await _clock.WhenAwaitedAsync(first);

        (await CreateAsync()).AssertFails(429);

        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(200, (await first).Status);
        Assert.Equal(200, (await CreateAsync()).Status);

        Task<RawResponse> CreateAsync() => raw.SendAsync("POST", "/apis/v4/local/v1/locations", Written);
    }

    private static async Task<int> FailureAsync(Task call) => (await Assert.ThrowsAsync<SemrushApiException>(() => call)).ResponseStatusCode;
}
