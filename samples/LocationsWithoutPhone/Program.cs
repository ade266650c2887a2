// Lists all locations that have no phone number.
//
//   dotnet run --project samples/LocationsWithoutPhone    against the embedded emulator, or against Semrush if SEMRUSH_ApiKey is set
using Semrush.Client;
using Semrush.Client.ListingManagement;
using Semrush.Client.Testing;

var key = Environment.GetEnvironmentVariable("SEMRUSH_ApiKey");
await using var emulator = key is null ? SemrushEmulator.Start() : null;
using var semrush = emulator?.CreateClient() ?? new SemrushClient(new() { ApiKey = key });

// The next page is fetched while this one is read.
var (all, found) = (0, 0);
await foreach (var location in semrush.ListingManagement.GetLocationsAsync().WithPrefetch())
{
    all++;
    if (!string.IsNullOrWhiteSpace(location.PhoneNumber))
        continue;
    found++;
    // A location that is being processed cannot be changed yet.
    var hint = location.LocationStatus == LocationStatus.Completed ? "" : $" ({location.LocationStatus})";
    Console.WriteLine($"{location.LocationId}  {location.BusinessName}, {location.AddressLine1}, {location.City}{hint}");
}

Console.WriteLine($"{found} of {all} locations have no phone number.");
