using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Workflows;

namespace PracticeHub.Workflows.Features.WorkflowPicture;

/// <summary>How it stands at one activity: who waits and has failed there now, and how long the waits were that ended in the chosen time.</summary>
public sealed record ActivityStanding(int Waiting = 0, DateTimeOffset? OldestUtc = null, int Failed = 0, int Waits = 0, TimeSpan? Median = null, TimeSpan? Ninetieth = null);

/// <summary>How it stands with all instances of a type, read by one query.</summary>
public sealed record FlowStanding(IReadOnlyDictionary<string, ActivityStanding> Activities, IReadOnlyDictionary<WorkflowStatus, int> Instances)
{
    private static readonly ActivityStanding Nothing = new();

    public ActivityStanding At(string activityId) => Activities.GetValueOrDefault(activityId, Nothing);

    public int Of(params IEnumerable<WorkflowStatus> statuses) => statuses.Sum(s => Instances.GetValueOrDefault(s));

    public static async Task<FlowStanding> ReadAsync(HubDb db, DatabaseEngine engine, string typeId, DateTimeOffset since, CancellationToken ct)
    {
        var sql = Sql(engine);
        var rows = (await db.Database.SqlQueryRaw<Row>(sql, typeId, since.UtcDateTime).ToListAsync(ct)).ToLookup(r => r.Source);
        var activities = rows["wait"].Concat(rows["stay"]).Concat(rows["fault"]).GroupBy(r => r.Key, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Aggregate(Nothing, (standing, row) => row.Into(standing)), StringComparer.Ordinal);
        return new(activities, rows["status"].ToDictionary(r => Enum.Parse<WorkflowStatus>(r.Key), r => r.Number));
    }

    /// <summary>The percentiles are waits that there were: the shortest that half, or nine of ten, did not exceed.</summary>
    private static string Sql(DatabaseEngine engine) => $$"""
        SELECT 'wait' AS source, b.activity_id AS key, CAST(COUNT(*) AS integer) AS number, MIN(b.since_utc) AS since,
               CAST(NULL AS double precision) AS half, CAST(NULL AS double precision) AS most
          FROM hub_workflow w JOIN hub_workflow_bookmark b ON b.workflow_id = w.workflow_id
         WHERE w.type_id = {0} AND w.status IN ('Halted', 'Faulted') GROUP BY b.activity_id
        UNION ALL
        SELECT 'stay', activity_id, CAST(COUNT(*) AS integer), NULL,
               MIN(CASE WHEN place * 2 >= waits THEN seconds END), MIN(CASE WHEN place * 10 >= waits * 9 THEN seconds END)
          FROM (SELECT activity_id, seconds, ROW_NUMBER() OVER (PARTITION BY activity_id ORDER BY seconds) AS place, COUNT(*) OVER (PARTITION BY activity_id) AS waits
                  FROM (SELECT activity_id, {{engine.SecondsBetween("since_utc", "until_utc")}} AS seconds
                          FROM hub_workflow_stay WHERE type_id = {0} AND until_utc >= {1}) AS stays) AS ranked
         GROUP BY activity_id
        UNION ALL
        SELECT 'fault', COALESCE(fault_activity_id, ''), CAST(COUNT(*) AS integer), NULL, NULL, NULL
          FROM hub_workflow WHERE type_id = {0} AND status = 'Faulted' GROUP BY fault_activity_id
        UNION ALL
        SELECT 'status', status, CAST(COUNT(*) AS integer), NULL, NULL, NULL FROM hub_workflow WHERE type_id = {0} GROUP BY status
        """;

    private sealed record Row(string Source, string Key, int Number, DateTime? Since, double? Half, double? Most)
    {
        public ActivityStanding Into(ActivityStanding standing) => Source switch
        {
            "wait" => standing with { Waiting = Number, OldestUtc = Since.AsUtc },
            "stay" => standing with { Waits = Number, Median = Time(Half), Ninetieth = Time(Most) },
            _ => standing with { Failed = Number },
        };

        private static TimeSpan? Time(double? seconds) => seconds is { } s ? TimeSpan.FromSeconds(Math.Max(0, s)) : null;
    }
}
