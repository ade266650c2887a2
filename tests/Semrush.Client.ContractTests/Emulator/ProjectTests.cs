using Semrush.Client.Projects;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Emulator;

/// <summary>Projects in the emulator: scopes, permissions, totals, failures.</summary>
public sealed class ProjectTests() : EmulatorTest(new SemrushEmulatorOptions { DemoData = false })
{
    private ProjectsClient Projects => Client.Projects;

    [Fact]
    public async Task Project_is_created_renamed_and_deleted()
    {
        var created = await Projects.CreateProjectAsync(new() { Domain = "mysite.com", ProjectName = "myproject" }, cancellationToken: Token);
        var id = created.ProjectId!.Value;
        Assert.True(id > uint.MaxValue);
        Assert.Equal(("mysite.com", "myproject", Emulator.Projects.UserId), (created.Domain, created.ProjectName, created.OwnerId));
        Assert.Empty(created.Tools);
        Assert.Equal(201, Emulator.Calls[^1].Status);

        Assert.Equal("New name", (await Projects.UpdateProjectAsync(id, new() { ProjectName = "New name" }, cancellationToken: Token)).ProjectName);
        Assert.Equal("New name", (await Projects.GetProjectAsync(id, cancellationToken: Token)).ProjectName);
        Assert.Equal(id, (await Projects.DeleteProjectAsync(id, cancellationToken: Token)).ProjectId);
        Assert.Empty(Emulator.Projects.All);
    }

    [Fact]
    public async Task Identifier_that_a_seed_has_taken_is_not_given_again()
    {
        var id = Emulator.Projects.Add(new() { Domain = "first.example" });
        Emulator.Projects.Add(new() { Id = id + 1, Domain = "second.example" });

        Assert.Equal(id + 2, (await Projects.CreateProjectAsync(new() { Domain = "third.example" }, cancellationToken: Token)).ProjectId);
    }

    [Fact]
    public async Task Project_that_does_not_exist_is_a_failure_with_status_200_and_a_code()
    {
        var thrown = await Assert.ThrowsAsync<SemrushApiException>(() => Projects.GetProjectAsync(1, cancellationToken: Token));

        Assert.Equal((200, "512", "Project not found"), (thrown.ResponseStatusCode, thrown.ErrorCode, thrown.ErrorMessage));
        Assert.Equal(1, thrown.Attempts);
    }

    [Theory]
    [InlineData("OWN", "own")]
    [InlineData("SHARED", "shared")]
    [InlineData("CORPORATE", "corporate")]
    [InlineData("ALL", "own,shared,corporate")]
    [InlineData(null, "own")]
    public async Task Scope_selects_the_projects_and_their_total(string? scope, string expected)
    {
        foreach (var name in (string[])["own", "shared", "corporate"])
            Emulator.Projects.Add(new() { Domain = $"{name}.example", Name = name, Scope = name.ToUpperInvariant() });

        var page = await Projects.ListProjectsPageAsync(new() { Scope = scope is null ? (ProjectScope?)null : new(scope) }, Token);

        Assert.Equal(expected, string.Join(',', page.Data.Select(project => project.ProjectName)));
        Assert.Equal((page.Data.Count, 100, 0), (page.Meta!.TotalCount, page.Meta.Limit, page.Meta.Offset));
        Assert.Equal(scope ?? "OWN", page.Meta.Scope?.ToString());
    }

    [Fact]
    public async Task List_of_several_pages_is_read_to_its_total()
    {
        for (var i = 0; i < 7; i++)
            Emulator.Projects.Add(new() { Domain = $"site{i}.example" });

        var list = Projects.ListProjectsAsync(new() { Limit = 3 }, Token);
        var domains = await list.Select(project => project.Domain).ToListAsync(Token);
        var pages = await list.WithPrefetch(3).AsPages(Token).ToListAsync(Token);

        Assert.Equal(Enumerable.Range(0, 7).Select(i => $"site{i}.example"), domains);
        Assert.Equal([3, 3, 1], pages.Select(page => page.Data.Count));
        Assert.All(pages, page => Assert.Equal(7, page.Meta!.TotalCount));
        Assert.Equal(6, Emulator.Calls.Count);
    }

    [Fact]
    public async Task Reading_renaming_and_deleting_require_a_permission()
    {
        var id = Emulator.Projects.Add(new() { Domain = "shared.example", Scope = "SHARED", CanEdit = false, CanDelete = false });
        var hidden = Emulator.Projects.Add(new() { Domain = "hidden.example", CanRead = false });

        Assert.Equal((true, false, false), (await Projects.GetProjectAsync(id, cancellationToken: Token)).Permissions switch
        {
            { } permissions => (permissions.Read!.Value, permissions.Edit!.Value, permissions.Delete!.Value),
            null => default,
        });
        await AssertForbidden(Projects.UpdateProjectAsync(id, new() { ProjectName = "n" }, cancellationToken: Token));
        await AssertForbidden(Projects.DeleteProjectAsync(id, cancellationToken: Token));
        await AssertForbidden(Projects.GetProjectAsync(hidden, cancellationToken: Token));
        Assert.Equal(2, Emulator.Projects.All.Count);

        static async Task AssertForbidden(Task call)
            => Assert.Equal(403, (await Assert.ThrowsAsync<SemrushApiException>(() => call)).ResponseStatusCode);
    }

    [Theory]
    [InlineData("CreateProject")]
    [InlineData("UpdateProject")]
    [InlineData("DeleteProject")]
    public async Task Write_whose_outcome_is_unknown_is_not_retried(string operation)
    {
        var id = Emulator.Projects.Add(new() { Domain = "mysite.com" });
        using var retrying = Emulator.CreateClient();
        foreach (var fault in (Fault[])[Fault.Status(500), Fault.Status(554), Fault.Disconnect(), Fault.LostAnswer()])
        {
            Emulator.FailNext(fault, operationId: operation);
            var before = Emulator.Calls.Count;

            await Assert.ThrowsAnyAsync<SemrushApiException>(() => operation switch
            {
                "CreateProject" => retrying.Projects.CreateProjectAsync(new() { Domain = "other.com" }, cancellationToken: Token),
                "UpdateProject" => retrying.Projects.UpdateProjectAsync(id, new() { ProjectName = "n" }, cancellationToken: Token),
                _ => (Task)retrying.Projects.DeleteProjectAsync(id, cancellationToken: Token),
            });

            Assert.Equal(1, Emulator.Calls.Count - before);
        }
    }
}
