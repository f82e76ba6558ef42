using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Kernel.Data;

/// <summary>snake_case for every table and column, so that a statement reads the same on both databases.</summary>
internal static partial class HouseNames
{
    public static void Apply(ModelBuilder builder)
    {
        foreach (var entity in builder.Model.GetEntityTypes().Where(e => !e.IsMappedToJson()))
        {
            if (entity.GetTableName() is { } table)
            {
                entity.SetTableName(Snake(table.Replace("AspNet", "Hub", StringComparison.Ordinal)));
            }

            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(Snake(property.Name));
            }

            foreach (var index in entity.GetIndexes())
            {
                index.SetDatabaseName(Snake(index.GetDatabaseName()!));
            }
        }

        builder.Entity<HubUser>().ToTable("hub_user");
        builder.Entity<HubRole>().ToTable("hub_role");
    }

    private static string Snake(string name) => Boundary().Replace(name, "$1_$2").Replace("__", "_", StringComparison.Ordinal).ToLowerInvariant();

    [GeneratedRegex("([a-z0-9])([A-Z])")]
    private static partial Regex Boundary();
}
