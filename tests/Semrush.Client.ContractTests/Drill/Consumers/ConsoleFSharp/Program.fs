open System
open Semrush.Client

[<EntryPoint>]
let main args =
    task {
        use semrush = new SemrushClient(SemrushClientOptions(BaseAddress = Uri args[0], ApiKey = args[1]))
        let campaigns = semrush.MapRankTracker.GetCampaignsAsync().GetAsyncEnumerator()
        let mutable isOpen = true

        while isOpen do
            let! isNext = campaigns.MoveNextAsync()
            isOpen <- isNext

            if isNext then
                printfn $"campaign {campaigns.Current.Name}"
    }
    |> _.GetAwaiter().GetResult()

    0
