using System.Text.Json;
using Npgsql;
using Semrush.Client;
using Semrush.Client.MapRankTracker;

namespace Nightly;

/// <summary>The stored heatmaps, in a table of PostgreSQL.</summary>
public sealed class HeatmapStore(NpgsqlDataSource database)
{
    // The date is text, because a timestamp of PostgreSQL loses digits. Two workers that start at once take turns.
    private const string Create = """
        SELECT pg_advisory_xact_lock(20261001);
        CREATE TABLE IF NOT EXISTS heatmaps (
            account text, campaign_id text, report_date text, keyword_id text, heatmap jsonb NOT NULL,
            PRIMARY KEY (account, campaign_id, report_date, keyword_id))
        """;

    // The primary key makes the second of two equal inserts harmless, even if both run at the same time.
    private const string Insert = "INSERT INTO heatmaps VALUES ($1, $2, $3, $4, $5::jsonb) ON CONFLICT DO NOTHING";

    public async Task CreateAsync() => await Command(Create).ExecuteNonQueryAsync();

    /// <summary>Stores a heatmap, and returns whether it was not stored yet.</summary>
    public async Task<bool> AddAsync(string account, string campaignId, CampaignHeatmap result, CancellationToken cancellationToken)
    {
        await using var command = Command(
            Insert, account, campaignId, result.ReportDate.ToString(), result.Keyword.Id, JsonSerializer.Serialize(result.Heatmap));
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>Returns the keywords and dates of the stored heatmaps of a campaign.</summary>
    public async Task<HashSet<(string KeywordId, Timestamp Date)>> GetStoredAsync(
        string account, string campaignId, CancellationToken cancellationToken)
    {
        await using var command = Command(
            "SELECT keyword_id, report_date FROM heatmaps WHERE account = $1 AND campaign_id = $2", account, campaignId);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var stored = new HashSet<(string, Timestamp)>();
        while (await reader.ReadAsync(cancellationToken))
            stored.Add((reader.GetString(0), new Timestamp(reader.GetString(1))));
        return stored;
    }

    private NpgsqlCommand Command(string sql, params string[] values)
    {
        var command = database.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = value });
        return command;
    }
}
