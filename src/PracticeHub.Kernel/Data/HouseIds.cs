using Microsoft.EntityFrameworkCore;

namespace PracticeHub.Kernel.Data;

/// <summary>
/// What ends in Id is as long as the hub's ids are, unless its configuration says otherwise. An activity's id is whatever its
/// workflow calls it, and Identity's own tables are as Identity makes them.
/// </summary>
internal static class HouseIds
{
    public static void Apply(ModelBuilder builder)
    {
        var ids = builder.Model.GetEntityTypes().SelectMany(e => e.GetProperties()).Where(p => p.ClrType == typeof(string) && p.GetMaxLength() is null
            && p.Name.EndsWith("Id", StringComparison.Ordinal) && !p.Name.EndsWith("ActivityId", StringComparison.Ordinal)
            && p.PropertyInfo?.DeclaringType?.Namespace?.StartsWith("Microsoft.", StringComparison.Ordinal) is false);
        foreach (var id in ids.ToList())
        {
            id.SetMaxLength(Ids.Length);
        }
    }
}
