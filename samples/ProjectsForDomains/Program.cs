// Creates a project for each domain of a list that has none yet.
//
//   dotnet run --project samples/ProjectsForDomains -- domains.txt    a file with a domain in each line, or the domains themselves
//
// It runs against the embedded emulator, or against Semrush if SEMRUSH_ApiKey is set.
using Semrush.Client;
using Semrush.Client.Projects;
using Semrush.Client.Testing;

var key = Environment.GetEnvironmentVariable("SEMRUSH_ApiKey");
await using var emulator = key is null ? SemrushEmulator.Start() : null;
using var semrush = emulator?.CreateClient() ?? new SemrushClient(new() { ApiKey = key });

string[] domains = args switch
{
    [] => ["example.test", "mysite.com", "shop.example"],
    [var file] when File.Exists(file) => await File.ReadAllLinesAsync(file),
    _ => args,
};

// Projects that are shared with the account count as well.
var existing = await semrush.Projects.ListProjectsAsync(new() { Scope = ProjectScope.All })
    .Select(project => project.Domain ?? "").ToHashSetAsync(StringComparer.OrdinalIgnoreCase);

foreach (var domain in domains.Select(line => line.Trim()).Where(line => line.Length > 0))
{
    if (!existing.Add(domain))
    {
        Console.WriteLine($"{domain}: has a project already");
        continue;
    }

    try
    {
        var project = await semrush.Projects.CreateProjectAsync(new() { Domain = domain, ProjectName = domain });
        Console.WriteLine($"{domain}: created project {project.ProjectId}");
    }
    catch (SemrushConnectionException exception) when (!exception.NeverSent)
    {
        // The project may have been created. The next run lists the projects first, and then skips the domain.
        Console.Error.WriteLine($"{domain}: {exception.Message} Run the program again.");
        return 1;
    }
    catch (SemrushApiException exception)
    {
        // A limit may be used up, for example. The next domain would then fail as well.
        Console.Error.WriteLine($"{domain}: {exception.Message}");
        return 1;
    }
}

return 0;
