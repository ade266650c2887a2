module LimitTests

open Semrush.Client
open Semrush.Client.Testing
open Xunit

[<Fact>]
let ``A failure is thrown`` () =
    task {
        use emulator = SemrushEmulator.Start()
        use semrush = emulator.CreateClient(fun options -> options.Retry.MaxRetries <- 0)
        emulator.FailNext(Fault.Status 503)

        let! failure =
            Assert.ThrowsAsync<SemrushApiException>(fun () -> semrush.MapRankTracker.GetUserLimitsAsync())

        let! _ = semrush.MapRankTracker.GetUserLimitsAsync()

        Assert.Equal(1, failure.Attempts)
        Assert.Equal(2, emulator.Calls.Count)
    }
