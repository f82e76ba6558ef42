using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Search;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Kernel.Data;

/// <summary>What differs between the databases. Two engines exist, and nothing else in the house knows which one it stands on.</summary>
public abstract class DatabaseEngine
{
    /// <summary>The name in configuration: <c>Hub:Database:Provider</c>.</summary>
    public abstract string Name { get; }

    public abstract void Configure(DbContextOptionsBuilder options);

    /// <summary>Column types, collations and defaults that only this database has.</summary>
    public abstract void ConfigureModel(ModelBuilder model);

    /// <summary>The schema, one script a step, oldest first; a script once released is never changed.</summary>
    public abstract IReadOnlyList<MigrationScript> Migrations { get; }

    /// <summary>Takes the lock that keeps two starting nodes from migrating at once; held until the transaction ends.</summary>
    public abstract Task LockSchemaAsync(HubDb db, CancellationToken ct);

    /// <summary>Lets a log go on that was written on another server, whose transactions had other numbers; at start, under the lock.</summary>
    public abstract Task AdoptLogAsync(HubDb db, CancellationToken ct);

    /// <summary>Waits for the turn to write, where the database knows only one writer at a time; not for ever.</summary>
    public abstract Task<IDisposable> EnterWriteAsync(HubDb db, CancellationToken ct);

    /// <summary>How many can write at once to some use.</summary>
    public abstract int MostWriters { get; }

    /// <summary>Ends a SELECT whose rows this transaction alone is to work on; rows that another one holds are passed over.</summary>
    public abstract string SkipLocked { get; }

    /// <summary>Ends a SELECT whose rows nobody may change until this transaction ends.</summary>
    public abstract string ForShare { get; }

    /// <summary>How many seconds lie between two columns that hold moments, fractions included.</summary>
    public abstract string SecondsBetween(string from, string to);

    /// <summary>The activities whose transaction, and every one before it, has ended: the only ones a consumer may pass.</summary>
    public abstract IQueryable<Activity.ActivityRecord> Settled(HubDb db);

    /// <summary>What stands behind the cursor, in the order of the log; an index leads there, however long the log is.</summary>
    public abstract IQueryable<Activity.ActivityRecord> After(IQueryable<Activity.ActivityRecord> log, Activity.ActivityCursor cursor);

    /// <summary>
    /// Full-text matches, best first, at most <paramref name="limit"/>. What the reader may not see takes nobody's place among
    /// them; it is still the caller's to apply <see cref="Visibility"/>.
    /// </summary>
    public abstract IQueryable<SearchHit> Search(HubDb db, SearchQuery query, CurrentMember me, int limit);

    /// <summary>Changes the counts now that a transaction would change when it commits: before they are counted anew.</summary>
    public virtual Task CountNowAsync(HubDb db, CancellationToken ct) => Task.CompletedTask;

    /// <summary>What the database does by itself in time, as a statement for whoever cannot wait for it.</summary>
    public abstract string Upkeep { get; }

    public abstract bool IsUniqueViolation(Exception exception);

    /// <summary>Whether the database is locked, read-only or gone, so that the deed may work later.</summary>
    public abstract bool IsUnavailable(Exception exception);

    /// <summary>Forgets the idle connections after such a failure: what broke one has broken the others.</summary>
    public abstract void DropConnections();
}

/// <summary>A step of the schema.</summary>
/// <param name="Name">Sorts by age: <c>0001.house.sql</c>.</param>
public sealed record MigrationScript(string Name, string Sql);
