using Newtonsoft.Json.Linq;
using Semrush.Client.Testing.Internal;

namespace Semrush.Client.Testing;

/// <summary>The projects in an emulator. Every member may be used from any thread, also while calls are in progress.</summary>
/// <remarks>
/// A call about a project that does not exist returns status 200 with <c>success: false</c> and the code 512. A call without the permission
/// that it needs returns 403. Semrush does not document that status.
/// </remarks>
public sealed class EmulatedProjects
{
    private const long FirstId = 643526670283248;
    private const long FirstUserId = 123456780;

    private readonly Lock _gate;
    private readonly int _account;
    private readonly bool _demoData;
    private readonly OrderedDictionary<long, ProjectSeed> _projects = [];
    private long _nextId;

    internal EmulatedProjects(Lock gate, int account, bool demoData)
    {
        (_gate, _account, _demoData) = (gate, account, demoData);
        Reset();
    }

    /// <summary>The identifier of the user, another one for each account.</summary>
    public long UserId => FirstUserId + (2 * _account);

    /// <summary>All projects as GetProject returns them, in the order in which they were created. These are copies.</summary>
    public IReadOnlyList<JObject> All
    {
        get
        {
            lock (_gate)
                return [.. _projects.Values.Select(ToJson)];
        }
    }

    /// <summary>Adds a project, and returns its identifier.</summary>
    /// <param name="seed">The project.</param>
    /// <exception cref="ArgumentException">A project has the identifier already.</exception>
    public long Add(ProjectSeed seed)
    {
        ArgumentNullException.ThrowIfNull(seed);
        lock (_gate)
        {
            while (_projects.ContainsKey(_nextId))
                _nextId++;
            var id = seed.Id ?? _nextId;
            if (!_projects.TryAdd(id, seed with { Id = id, OwnerId = seed.OwnerId ?? (seed.Scope == "OWN" ? UserId : UserId + 1) }))
                throw new ArgumentException($"There is a project {id} already.", nameof(seed));
            return id;
        }
    }

    internal void AddTo(OperationHandlers handlers)
    {
        handlers.Add("Projects.ListProjects", List);
        handlers.Add("Projects.CreateProject", request => Data(201, ToJson(_projects[Add(new()
        {
            Domain = (string)request.Json["domain"]!,
            Name = (string?)request.Json["project_name"] ?? (string)request.Json["domain"]!,
            Tools = [],
        })])));
        On("GetProject", seed => seed.CanRead, (seed, _) => ToJson(seed));
        On("UpdateProject", seed => seed.CanEdit, (seed, request)
            => ToJson(_projects[seed.Id!.Value] = seed with { Name = (string)request.Json["project_name"]! }));
        On("DeleteProject", seed => seed.CanDelete, (seed, _) =>
        {
            _projects.Remove(seed.Id!.Value);
            return new JObject { ["project_id"] = seed.Id };
        });

        void On(string id, Func<ProjectSeed, bool> isAllowed, Func<ProjectSeed, EmulatedRequest, JObject> handle)
            => handlers.Add($"Projects.{id}", request => _projects.GetValueOrDefault((long)request.Parameters["project_id"]) switch
            {
                null => EmulatedResponse.Json(200, new
                {
                    meta = new { request_id = EmulatedResponse.NewRequestId(), status_code = 200, success = false },
                    error = new { code = 512, message = "Project not found" },
                }),
                { } seed when isAllowed(seed) => Data(200, handle(seed, request)),
                _ => ErrorResponse.Of(request.Operation, 403),
            });
    }

    internal void Reset()
    {
        lock (_gate)
        {
            _projects.Clear();
            _nextId = FirstId + (_account * 1_000_000L);
            if (_demoData)
                Add(new() { Domain = "example.test" });
        }
    }

    private static EmulatedResponse Data(int status, JObject data) => EmulatedResponse.Json(
        status, new { meta = new { request_id = EmulatedResponse.NewRequestId(), status_code = status, success = true }, data });

    private static JObject ToJson(ProjectSeed seed) => JsonText.From(new
    {
        project_id = seed.Id,
        project_name = seed.Name,
        domain = seed.Domain,
        domain_unicode = seed.Domain,
        owner_id = seed.OwnerId,
        permissions = new { read = seed.CanRead, edit = seed.CanEdit, delete = seed.CanDelete, share = seed.CanShare, downgraded = false },
        tools = seed.Tools.Select(name => new { name }),
    });

    private EmulatedResponse List(EmulatedRequest request)
    {
        var scope = request.Text("scope") ?? "OWN";
        var limit = (int?)request.Parameters.GetValueOrDefault("limit") ?? 100;
        var offset = (int?)request.Parameters.GetValueOrDefault("offset") ?? 0;
        var found = _projects.Values.Where(seed => seed.CanRead && (scope == "ALL" || scope == seed.Scope)).ToList();
        return EmulatedResponse.Json(200, new
        {
            meta = new
            {
                request_id = EmulatedResponse.NewRequestId(),
                status_code = 200,
                success = true,
                scope,
                limit,
                offset,
                total_count = found.Count,
            },
            data = found.Skip(offset).Take(limit).Select(ToJson),
        });
    }
}

/// <summary>The initial state of a project in an emulator.</summary>
public sealed record ProjectSeed
{
    /// <summary>The identifier of the project.</summary>
    /// <value>Default: null, the next identifier.</value>
    public long? Id { get; init; }

    /// <summary>The domain of the project, without a scheme.</summary>
    public required string Domain { get; init; }

    /// <summary>The name of the project.</summary>
    /// <value>Default: <c>Website</c>.</value>
    public string Name { get; init; } = "Website";

    /// <summary>The scope that lists the project, beside <c>ALL</c>: <c>OWN</c>, <c>SHARED</c> or <c>CORPORATE</c>.</summary>
    /// <value>Default: <c>OWN</c>.</value>
    public string Scope { get; init; } = "OWN";

    /// <summary>The identifier of the owner.</summary>
    /// <value>Default: null: the user of the emulator for the scope <c>OWN</c>, another user otherwise.</value>
    public long? OwnerId { get; init; }

    /// <summary>Whether the account may read the project.</summary>
    /// <value>Default: true.</value>
    public bool CanRead { get; init; } = true;

    /// <summary>Whether the account may rename the project.</summary>
    /// <value>Default: true.</value>
    public bool CanEdit { get; init; } = true;

    /// <summary>Whether the account may delete the project.</summary>
    /// <value>Default: true.</value>
    public bool CanDelete { get; init; } = true;

    /// <summary>Whether the account may share the project.</summary>
    /// <value>Default: true.</value>
    public bool CanShare { get; init; } = true;

    /// <summary>The names of the tools of the project.</summary>
    /// <value>Default: <c>site_audit</c>.</value>
    public IReadOnlyList<string> Tools { get; init; } = ["site_audit"];
}
