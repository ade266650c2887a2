using Microsoft.Extensions.Time.Testing;
using Newtonsoft.Json.Linq;
using Semrush.Client.Testing.Contracts.Internal;
using Semrush.Client.Testing.RateLimits.Internal;

namespace Semrush.Client.ContractTests.Emulator;

/// <summary>The limit that a contract states for one operation, at the emulator.</summary>
public sealed class OperationLimitTests
{
    private static readonly ContractOperation Usual = ContractLibrary.Operations.First(operation => operation.Schemes.Count > 0);

    private readonly FakeTimeProvider _clock = new();
    private readonly Gatekeeper _keeper;

    public OperationLimitTests() => _keeper = new(new(), new(_clock), _clock);

    [Fact]
    public void Its_window_and_its_places_hold_and_other_operations_are_not_concerned()
    {
        var limited = Usual with { Id = "Limited", Limit = OperationLimit.Read(JToken.Parse("{requests: 2, seconds: 60, concurrent: 1}")) };

        var first = _keeper.Admit(limited, "Apikey a");
        Assert.NotNull(first);
        Assert.Null(_keeper.Admit(limited, "Apikey a"));
        first.Dispose();
        _keeper.Admit(limited, "Apikey a")!.Dispose();
        _clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Null(_keeper.Admit(limited, "Apikey a"));
        Assert.NotNull(_keeper.Admit(Usual, "Apikey a"));
        Assert.NotNull(_keeper.Admit(limited, "Apikey b"));

        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.NotNull(_keeper.Admit(limited, "Apikey a"));
    }

    [Fact]
    public void Each_half_may_be_left_out()
    {
        var places = Usual with { Id = "Places", Limit = OperationLimit.Read(JToken.Parse("{concurrent: 1}")) };
        var window = Usual with { Id = "Window", Limit = OperationLimit.Read(JToken.Parse("{requests: 1, seconds: 60}")) };

        for (var i = 0; i < 5; i++)
            _keeper.Admit(places, "Apikey a")!.Dispose();
        _keeper.Admit(window, "Apikey a")!.Dispose();

        Assert.Null(_keeper.Admit(window, "Apikey a"));
    }
}
