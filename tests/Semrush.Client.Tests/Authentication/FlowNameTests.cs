using Semrush.Client.Authentication.Internal;

namespace Semrush.Client.Tests.Authentication;

public sealed class FlowNameTests
{
    [Fact]
    public void The_server_is_part_of_the_name_but_for_its_query()
        => Assert.Equal("device;server=http://localhost:5000/oauth", FlowName.Of("device", new("http://localhost:5000/oauth/?key=secret"), client: null, []));

    [Fact]
    public void Client_and_scopes_cannot_be_taken_for_another_part()
        => Assert.Equal(
            "device;client=a%3Bserver%3Db;scope=a%2Cb,user.id;server=https://gateway.example",
            FlowName.Of("device", new("https://gateway.example"), "a;server=b", ["user.id", "a,b"]));
}
