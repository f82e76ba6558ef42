using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Data;

namespace PracticeHub.Web.Commands;

/// <summary><c>schema</c>: prints the tables that the model wants, from which a migration is written.</summary>
internal static class SchemaCommand
{
    public static Command Create()
    {
        var command = new Command("schema", "Print the model's tables as SQL for the configured database (for developers).");
        command.SetAction(async (_, ct) =>
        {
            await using var app = HubApplication.Build([]);
            await using var scope = app.Services.CreateAsyncScope();
            await Console.Out.WriteLineAsync(scope.ServiceProvider.GetRequiredService<HubDb>().Database.GenerateCreateScript().AsMemory(), ct);
            return 0;
        });
        return command;
    }
}
