using Semrush.Client.TokenWorker;

// A separate process for the tests of what processes share:
//   rotate file FOLDER SERVER COUNT       refreshes COUNT times through a file store
//   rotate redis ENDPOINT SERVER COUNT    the same through Redis
//   call SERVER KEY COUNT PART            calls COUNT times, at most PART times in a second and PART at once
//   fleet ENDPOINT SERVER KEY TASKS       calls with TASKS tasks at a shared limit until its input ends; "collect CAMPAIGN" collects
//   account file FOLDER ACCOUNT           signs in and out as its input says: "in", "out" or "get" on a line
//   account redis ENDPOINT ACCOUNT        the same through Redis
//   count FOLDER COUNT                    counts up COUNT times, each time in an update
//   hold FOLDER                           is in an update until its input ends
//   read FOLDER                           prints what "put" wrote
//   write FOLDER                          writes until it is killed
//   put FOLDER                            writes once, and prints what it then reads
//   types                                 prints the types of the library that one call enters
try
{
    return args switch
    {
        ["rotate", var kind, var place, var server, var count] => await Rotation.RunAsync(kind, place, new(server), int.Parse(count)),
        ["call", var server, var key, var count, var part] => await Calling.RunAsync(new(server), key, int.Parse(count), int.Parse(part)),
        ["fleet", var endpoint, var server, var key, var tasks] => await Fleet.RunAsync(endpoint, new(server), key, int.Parse(tasks)),
        ["account", var kind, var place, var account] => await Accounts.RunAsync(await Rotation.StoreAsync(kind, place), account),
        ["count", var folder, var count] => await Writing.CountAsync(folder, int.Parse(count)),
        ["hold", var folder] => await Writing.HoldAsync(folder),
        ["read", var folder] => await Writing.ReadAsync(folder),
        ["write", var folder] => await Writing.RunAsync(folder),
        ["put", var folder] => await Writing.RunOnceAsync(folder),
        ["types"] => await EnteredTypes.RunAsync(),
        _ => 2,
    };
}
catch (Exception exception)
{
    Console.Error.WriteLine(exception);
    return 1;
}
