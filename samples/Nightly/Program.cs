// Fetches the new heatmaps of many accounts every night. Any number of these processes share the jobs. README.md lists the settings.
//
//   dotnet run --project samples/Nightly             a worker, which also plans the jobs of each night
//   dotnet run --project samples/Nightly -- --once   plans now, works until no job is left, and ends with 1 if a job failed
using Hangfire;
using Hangfire.PostgreSql;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Nightly;
using Npgsql;
using Semrush.Client;
using StackExchange.Redis;

var once = args.Contains("--once");
var builder = Host.CreateApplicationBuilder([.. args.Where(argument => argument != "--once")]);
var settings = builder.Configuration;
var database = settings.GetConnectionString("Nightly")
    ?? throw new InvalidOperationException("ConnectionStrings:Nightly must be the connection string of a PostgreSQL database.");

// The section Semrush has the settings of all accounts, the section Accounts those of each: its key, at least.
var semrush = builder.Services.AddSemrush(settings.GetSection("Semrush"))
    .UseAccounts((_, account, options) => settings.GetSection("Accounts").GetSection(account).Bind(options));
// All workers share the rate limit of an account. Without Redis, each worker has one, so set Semrush:RateLimit:RequestsPerSecond to 10
// divided by the number of workers.
if (settings.GetConnectionString("Redis") is { } redis)
    semrush.UseRedis(await ConnectionMultiplexer.ConnectAsync(redis));
builder.Services.AddSingleton(TimeProvider.System).AddSingleton(_ => NpgsqlDataSource.Create(database)).AddSingleton<HeatmapStore>();

var storage = new PostgreSqlStorageOptions
{
    // Other workers take over the jobs of a worker that was killed after this time. A live worker extends the time while a job runs.
    InvisibilityTimeout = TimeSpan.FromMinutes(5),
    UseSlidingInvisibilityTimeout = true,
    // The locks of the scheduler that a killed worker has left.
    DistributedLockTimeout = TimeSpan.FromMinutes(5),
    QueuePollInterval = TimeSpan.FromSeconds(5),
};
settings.GetSection("Hangfire:Storage").Bind(storage);
var retry = new AutomaticRetryAttribute(); // By default, 10 retries in about 7 hours.
if (settings.GetSection("Hangfire:RetryDelaysInSeconds").Get<int[]>() is { } delays)
    (retry.DelaysInSeconds, retry.Attempts) = (delays, delays.Length);

// The default filter would retry after any exception.
GlobalJobFilters.Filters.Remove<AutomaticRetryAttribute>();
builder.Services.AddHangfire((services, hangfire) => hangfire
    .SetDataCompatibilityLevel(CompatibilityLevel.Version_180).UseRecommendedSerializerSettings()
    .UseFilter(ActivatorUtilities.CreateInstance<RetryFilter>(services, retry))
    .UsePostgreSqlStorage(connection => connection.UseNpgsqlConnection(database), storage));
builder.Services.AddHangfireServer(server => settings.GetSection("Hangfire:Server").Bind(server));

using var host = builder.Build();
await host.Services.GetRequiredService<HeatmapStore>().CreateAsync();
if (!once)
{
    host.Services.GetRequiredService<IRecurringJobManager>()
        .AddOrUpdate<NightlyJobs>("nightly", jobs => jobs.Plan(), settings["Cron"] ?? "0 2 * * *"); // UTC
    await host.RunAsync();
    return 0;
}

var monitor = host.Services.GetRequiredService<JobStorage>().GetMonitoringApi();
var failedBefore = monitor.FailedCount();
await host.StartAsync();
host.Services.GetRequiredService<IBackgroundJobClient>().Enqueue<NightlyJobs>(jobs => jobs.Plan());
// A job that waits for its retry is scheduled, and the job of a killed worker is processing until it is taken over.
while (monitor.GetStatistics() is { } jobs && jobs.Enqueued + jobs.Processing + jobs.Scheduled > 0)
    await Task.Delay(storage.QueuePollInterval, TimeProvider.System);
await host.StopAsync();
return monitor.FailedCount() > failedBefore ? 1 : 0;
