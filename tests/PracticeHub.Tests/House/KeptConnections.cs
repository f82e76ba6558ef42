using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel.Data;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests.House;

public sealed class KeptConnections(SqliteHub hub)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_in_use_when_all_are_dropped_ends_with_its_work_and_others_stay_open()
    {
        var engine = hub.Services.GetRequiredService<DatabaseEngine>();
        var dropped = await hub.InDbAsync(async db =>
        {
            var connection = await UseAsync(db);
            engine.DropConnections();
            return connection;
        });
        Assert.Equal(ConnectionState.Closed, dropped.State);
        var next = await hub.InDbAsync(UseAsync);
        Assert.Equal(ConnectionState.Open, next.State);
    }

    private static async Task<IDbConnection> UseAsync(HubDb db)
    {
        await db.Users.CountAsync(Ct);
        return db.Database.GetDbConnection();
    }
}
