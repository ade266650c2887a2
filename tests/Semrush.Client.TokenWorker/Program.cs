using Semrush.Client.TokenWorker;

// A process of its own for the tests of what processes share:
//   rotate file FOLDER SERVER COUNT       renews COUNT times through a file store
//   rotate redis ENDPOINT SERVER COUNT    the same through Redis
//   write FOLDER                          writes until it is killed
//   put FOLDER                            writes once, and prints what it then reads
try
{
    return args switch
    {
        ["rotate", var kind, var place, var server, var count] => await Rotation.RunAsync(kind, place, new(server), int.Parse(count)),
        ["write", var folder] => await Writing.RunAsync(folder),
        ["put", var folder] => await Writing.RunOnceAsync(folder),
        _ => 2,
    };
}
catch (Exception exception)
{
    Console.Error.WriteLine(exception);
    return 1;
}
