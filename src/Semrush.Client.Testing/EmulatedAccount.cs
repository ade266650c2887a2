using System.Globalization;
using Semrush.Client.Testing.Internal;

namespace Semrush.Client.Testing;

/// <summary>An account of an emulator: its credentials, and its data, which no other account has access to.</summary>
public sealed class EmulatedAccount
{
    private readonly AccountSeed _seed;
    private readonly int _index;

    internal EmulatedAccount(AccountSeed seed, int index, Lock gate, TimeProvider time, bool demoData)
    {
        (_seed, _index) = (seed, index);
        MapRankTracker = new EmulatedMapRankTracker(gate, time, index, demoData);
        ListingManagement = new EmulatedListingManagement(gate, time, demoData);
        Projects = new EmulatedProjects(gate, index, demoData);
        AddSeed();
    }

    /// <summary>The name of the account, unique in the emulator.</summary>
    public string Name => _seed.Name;

    /// <summary>The API key of the account, unique in the emulator.</summary>
    public string ApiKey => field ??= _seed.ApiKey ?? $"key-{Guid.NewGuid():N}";

    /// <summary>A bearer token of the account, unique in the emulator. It never expires.</summary>
    public string AccessToken => field ??= _seed.AccessToken ?? $"token-{Guid.NewGuid():N}";

    /// <summary>The campaigns and credits of the account.</summary>
    public EmulatedMapRankTracker MapRankTracker { get; }

    /// <summary>The locations of the account, and the categories of Listing Management.</summary>
    public EmulatedListingManagement ListingManagement { get; }

    /// <summary>The projects that the account has access to.</summary>
    public EmulatedProjects Projects { get; }

    /// <summary>The operations on the data of this account.</summary>
    internal OperationHandlers Handlers { get; } = new();

    /// <summary>The name. The credentials are left out.</summary>
    public override string ToString() => Name;

    internal void AddHandlers()
    {
        CampaignHandlers.AddTo(Handlers, MapRankTracker);
        ListingManagement.AddTo(Handlers);
        Projects.AddTo(Handlers);
    }

    internal void Reset()
    {
        MapRankTracker.Reset();
        ListingManagement.Reset();
        Projects.Reset();
        AddSeed();
    }

    private void AddSeed()
    {
        AddAll("campaigns", _seed.Campaigns, campaign => MapRankTracker.AddCampaign(campaign));
        AddAll("locations", _seed.Locations, location => ListingManagement.AddLocation(location));
        AddAll("projects", _seed.Projects, project => Projects.Add(project));
        Add("campaignsTotal", () => MapRankTracker.CampaignsTotal = _seed.CampaignsTotal ?? MapRankTracker.CampaignsTotal);
        Add("creditsTotal", () => MapRankTracker.CreditsTotal = _seed.CreditsTotal ?? MapRankTracker.CreditsTotal);
        Add("creditsAvailable", () => MapRankTracker.CreditsAvailable = _seed.CreditsAvailable ?? MapRankTracker.CreditsAvailable);
        Add("locationLimit", () => ListingManagement.LocationLimit = _seed.LocationLimit ?? ListingManagement.LocationLimit);
    }

    private void AddAll<T>(string list, IReadOnlyList<T> seeds, Action<T> add)
    {
        foreach (var (index, seed) in seeds.Index())
            Add(string.Create(CultureInfo.InvariantCulture, $"{list}[{index}]"), () => add(seed));
    }

    // The message has the path of the invalid member in a seed file.
    private void Add(string member, Action add)
    {
        try
        {
            add();
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"accounts[{_index}].{member} is invalid: {exception.Message}"), exception);
        }
    }
}
