using Semrush.Client.Projects;

namespace Semrush.Client.Tests.Projects;

/// <summary>A page of projects has its meta, and a failure may have the status 200.</summary>
public sealed class ProjectTests
{
    [Fact]
    public async Task Page_has_the_total_and_the_scope()
    {
        using var client = The.Client(StubHandler.Returning(Page(0, 1, 3)));

        var page = await client.Projects.ListProjectsPageAsync(new() { Scope = ProjectScope.All, Limit = 1 }, The.Token);

        Assert.Equal((3, ProjectScope.All, 1, 0), (page.Meta!.TotalCount, page.Meta.Scope, page.Meta.Limit, page.Meta.Offset));
        Assert.Equal(643526670283248, Assert.Single(page.Data).ProjectId);
    }

    [Theory]
    [InlineData("""{"meta":{"success":false,"status_code":200},"error":{"code":512,"message":"Project not found"}}""", "512")]
    [InlineData("""{"meta":{"success":false,"status_code":200}}""", null)]
    public async Task Failure_with_the_status_200_is_an_exception(string body, string? code)
    {
        using var client = The.Client(StubHandler.Returning(_ => Response.Json(body)));

        Task[] calls =
        [
            client.Projects.GetProjectAsync(643526670283248, cancellationToken: The.Token),
            client.Projects.ListProjectsPageAsync(cancellationToken: The.Token),
            client.Projects.DeleteProjectAsync(643526670283248, cancellationToken: The.Token),
        ];

        foreach (var call in calls)
        {
            var failure = await Assert.ThrowsAsync<SemrushApiException>(() => call);
            Assert.Equal((200, code), ((int)failure.StatusCode!, failure.ErrorCode));
            Assert.DoesNotContain("contract", failure.Message, StringComparison.Ordinal);
        }
    }

    private static HttpResponseMessage Page(int offset, int limit, int total) => Response.Json($$"""
        {"meta":{"success":true,"status_code":200,"scope":"ALL","limit":{{limit}},"offset":{{offset}},"total_count":{{total}}},
        "data":[{"project_id":{{643526670283248 + offset}},"tools":[]}]}
        """);
}
