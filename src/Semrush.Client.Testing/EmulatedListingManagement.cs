using System.Globalization;
using Newtonsoft.Json.Linq;
using Semrush.Client.Testing.Internal;

namespace Semrush.Client.Testing;

/// <summary>
/// The locations of Listing Management in an emulator. Every member may be used from any thread, also while calls are in progress.
/// </summary>
/// <remarks>
/// A location that is created is <c>PROCESSING</c> until the <see cref="ProcessingTime"/> is over. An update meanwhile returns 409, and a
/// creation beyond the <see cref="LocationLimit"/> 403. Semrush does not document these statuses.
/// </remarks>
public sealed class EmulatedListingManagement
{
    private const int InitialLimit = 10;
    private const int MaxLocations = 50;
    private const int MaxCategories = 1000;
    private const string NoPhone = "phoneNotSpecified";
    private static readonly TimeSpan InitialProcessingTime = TimeSpan.FromSeconds(1);
    private static readonly string[] Lists = ["special_hours", "service_area_places", "category_ids"];
    private static readonly string[] Required = ["business_name", "phone_number", "city", "address_line_1", "category_ids"];

    private readonly Lock _gate;
    private readonly TimeProvider _time;
    private readonly bool _demoData;
    private readonly OrderedDictionary<string, Location> _locations = [];
    private readonly List<JObject> _categories = [];
    private TimeSpan _processingTime;
    private int _limit;

    internal EmulatedListingManagement(Lock gate, TimeProvider time, bool demoData)
    {
        (_gate, _time, _demoData) = (gate, time, demoData);
        Reset();
    }

    /// <summary>The locations as GetLocation returns them, in the order in which they were created. These are copies.</summary>
    public IReadOnlyList<JObject> Locations
    {
        get
        {
            lock (_gate)
                return [.. _locations.Values.Select(ToJson)];
        }
    }

    /// <summary>The number of locations that the account may have, 0 or more. Failed locations do not count.</summary>
    /// <value>Default: 10.</value>
    public int LocationLimit
    {
        get
        {
            lock (_gate)
                return _limit;
        }

        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            lock (_gate)
                _limit = value;
        }
    }

    /// <summary>The time from the creation of a location until it is <c>COMPLETED</c>, 0 or more. Existing locations keep theirs.</summary>
    /// <value>Default: 1 second.</value>
    public TimeSpan ProcessingTime
    {
        get
        {
            lock (_gate)
                return _processingTime;
        }

        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            lock (_gate)
                _processingTime = value;
        }
    }

    /// <summary>Adds a location that is <c>COMPLETED</c>, and returns its identifier.</summary>
    /// <param name="members">Members with their wire names, which replace the defaults. A member that is null is left out.</param>
    /// <exception cref="ArgumentException">A location has the <c>location_id</c> already.</exception>
    public string AddLocation(JObject? members = null)
    {
        lock (_gate)
        {
            var location = new Location(JsonText.From(new
            {
                business_name = "Corner Bakery",
                phone_number = "+1 541-754-3010",
                country = "US",
                region = "OR",
                city = "Corvallis",
                zip = "97330",
                address_line_1 = "1 Main Street",
                category_ids = new JArray("b871306d44c145a0b781ed2cb3b19bf1"),
            }), _time.GetUtcNow(), TimeSpan.Zero);
            foreach (var (name, value) in members ?? [])
                location.Set(name, value);
            if (!_locations.TryAdd(location.Id, location))
                throw new ArgumentException($"There is a location {location.Id} already.", nameof(members));
            return location.Id;
        }
    }

    /// <summary>Makes a location <c>FAILED</c>. It no longer counts towards the limit.</summary>
    /// <param name="locationId">The identifier of the location.</param>
    /// <param name="code">The code of the item in its <c>errors</c>.</param>
    /// <param name="message">The message of that item.</param>
    /// <exception cref="ArgumentException">There is no such location.</exception>
    public void Fail(string locationId, string code = "INVALID_ZIP_CODE", string message = "The postal code is invalid.")
    {
        lock (_gate)
        {
            if (!_locations.TryGetValue(locationId, out var location))
                throw new ArgumentException($"There is no location {locationId}.", nameof(locationId));
            location.Error = JsonText.From(new { code, message });
        }
    }

    /// <summary>Adds a category to every country.</summary>
    /// <param name="id">The identifier of the category.</param>
    /// <param name="name">The name of the category.</param>
    /// <param name="parentId">The identifier of the category above it, which was added before; null at the top.</param>
    public void AddCategory(string id, string name, string? parentId = null)
    {
        lock (_gate)
        {
            var above = (string?)_categories.Find(category => (string?)category["id"] == parentId)?["full_name"];
            _categories.Add(new()
            {
                ["id"] = id,
                ["name"] = name,
                ["full_name"] = above is null ? name : $"{above} > {name}",
                ["parent_id"] = parentId,
            });
        }
    }

    internal void AddTo(OperationHandlers handlers)
    {
        handlers.Add("ListingManagement.GetLocations", request =>
        {
            var statuses = request.Texts("location_statuses");
            var found = _locations.Values.Where(location => statuses.Count == 0 || statuses.Contains(Status(location)));
            return Page(request, found.Select(ToJson), MaxLocations);
        });
        handlers.Add("ListingManagement.GetCategories", request => Page(request, _categories, MaxCategories));
        handlers.Add("ListingManagement.CreateLocation", Create);
        On("GetLocation", (location, request) => Data(request, ToJson(location)));
        On("UpdateLocation", Update);
        On("DeleteLocation", (location, _) =>
        {
            _locations.Remove(location.Id);
            return new(200);
        });

        void On(string id, Func<Location, EmulatedRequest, EmulatedResponse> handle)
            => handlers.Add($"ListingManagement.{id}", request => _locations.GetValueOrDefault(request.Text("location_id")!) is { } location
                ? handle(location, request)
                : ErrorResponse.Of(request.Operation, 404));
    }

    internal void Reset()
    {
        lock (_gate)
        {
            _locations.Clear();
            _categories.Clear();
            (_limit, _processingTime) = (InitialLimit, InitialProcessingTime);
            if (!_demoData)
                return;
            AddCategory("12898ed82f5849b1abb684887b82b464", "Supplier");
            AddCategory("46e6afbab7cd408bae8d392184a5627e", "Marble supplier", "12898ed82f5849b1abb684887b82b464");
            AddCategory("836dca5e11c546c49eb8802e9efe2d54", "Metal industry suppliers", "12898ed82f5849b1abb684887b82b464");
            AddLocation();
            AddLocation(new() { ["business_name"] = "Corner Bakery Salem", ["city"] = "Salem", ["phone_number"] = null });
        }
    }

    private static EmulatedResponse Data(EmulatedRequest request, JToken data)
    {
        var meta = new JObject { ["success"] = true, ["status_code"] = 200, ["request_id"] = EmulatedResponse.NewRequestId() };
        if (IsValidation(request))
            meta["validate_only"] = true;
        return EmulatedResponse.Json(200, new JObject { ["meta"] = meta, ["data"] = data });
    }

    // A limit above the maximum is reduced without an error.
    private static EmulatedResponse Page(EmulatedRequest request, IEnumerable<JObject> items, int max)
    {
        var limit = Math.Min((int?)request.Parameters.GetValueOrDefault("limit") ?? max, max);
        var offset = (int?)request.Parameters.GetValueOrDefault("offset") ?? 0;
        return Data(request, new JArray(items.Skip(offset).Take(limit)));
    }

    private static bool IsValidation(EmulatedRequest request) => (bool?)request.Parameters.GetValueOrDefault("validate_only") is true;

    // The rules that the schemas do not state.
    private static EmulatedResponse? Error(EmulatedRequest request, JObject location)
    {
        if (string.IsNullOrWhiteSpace((string?)location["phone_number"]))
            return ExampleResponse.Of(request.Operation, 400, NoPhone);
        var country = (string?)location["country"] ?? "";
        Violation[] violations =
        [
            .. Required.Where(name => !IsGiven(name)).Select(name => new Violation(name, "is required")),
            .. Rule("country", country.All(char.IsAsciiLetterUpper), "must be two letters of ISO 3166-1 in upper case"),
            .. Rule("region", IsGiven("region") || country is not ("AU" or "BR" or "CA" or "IN" or "US"), "is required in this country"),
            .. Rule("zip", IsGiven("zip") || country is "AE" or "BO" or "GY" or "HK" or "SR", "is required in this country"),
            .. Rule("business_hours", IsGiven("business_hours") || !IsGiven("special_hours"), "is required with special_hours"),
            .. Rule(
                "service_area_places", IsGiven("service_area_places") || (bool?)location["suppress_address"] is not true,
                "is required if suppress_address is true"),
        ];
        return violations.Length > 0 ? ErrorResponse.BadRequest(request.Operation, violations) : null;

        bool IsGiven(string name) => location[name] is { } value && (value.HasValues || value is JValue { Value: not (null or "") });

        static IEnumerable<Violation> Rule(string field, bool holds, string description) => holds ? [] : [new(field, description)];
    }

    private EmulatedResponse Create(EmulatedRequest request)
    {
        if (Error(request, request.Json) is { } error)
            return error;
        // The response to a creation beyond the limit is not documented.
        if (_locations.Values.Count(location => location.Error is null) >= _limit)
            return ErrorResponse.Forbidden("Not enough Local Pro limits");
        var location = new Location(request.Json, _time.GetUtcNow(), _processingTime);
        if (!IsValidation(request))
            _locations.Add(location.Id, location);
        return Data(request, ToJson(location));
    }

    private EmulatedResponse Update(Location location, EmulatedRequest request)
    {
        if (Status(location) == "PROCESSING")
            return ErrorResponse.Of(request.Operation, 409);
        var known = request.Operation.Body!.Media[0].Schema!.ActualProperties.Keys;
        if (request.Texts("update_mask").Except(known).FirstOrDefault() is { } unknown)
            return ErrorResponse.BadRequest(request.Operation, new Violation("update_mask", $"has {unknown}, which cannot be changed"));
        var changed = location.Copy();
        // A member of the mask that the body does not have is cleared. Other members of the body are ignored.
        foreach (var name in request.Texts("update_mask"))
            changed.Set(name, request.Json[name]);
        if (Error(request, changed.Members) is { } error)
            return error;
        if (!IsValidation(request))
            _locations[location.Id] = changed;
        return Data(request, ToJson(changed));
    }

    private string Status(Location location)
        => location.Error is not null ? "FAILED" : _time.GetUtcNow() < location.ReadyAt ? "PROCESSING" : "COMPLETED";

    private JObject ToJson(Location location)
    {
        var json = (JObject)location.Members.DeepClone();
        json["location_status"] = Status(location);
        json["errors"] = location.Error is { } error ? new JArray(error.DeepClone()) : new JArray();
        return json;
    }

    private sealed class Location
    {
        public Location(JObject members, DateTimeOffset now, TimeSpan processing)
        {
            (Members, ReadyAt) = ((JObject)members.DeepClone(), now + processing);
            foreach (var list in Lists)
                Members[list] ??= new JArray();
            Members["suppress_address"] ??= false;
            Members["location_id"] ??= $"{Guid.NewGuid():N}";
            // Without a zone, as documented.
            Members["submit_date"] ??= now.ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture);
        }

        public JObject Members { get; }

        public DateTimeOffset ReadyAt { get; }

        public JObject? Error { get; set; }

        public string Id => (string)Members["location_id"]!;

        public Location Copy() => new(Members, ReadyAt, TimeSpan.Zero) { Error = Error };

        public void Set(string name, JToken? value)
        {
            if (value is { Type: not JTokenType.Null })
                Members[name] = value.DeepClone();
            else if (Lists.Contains(name))
                Members[name] = new JArray();
            else
                Members.Remove(name);
        }
    }
}
