using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;
using PracticeHub.Reviews.Features.ReviewDesk;
using PracticeHub.Reviews.Features.ReviewRequests;

namespace PracticeHub.Reviews.Features.Record;

/// <summary>A line of the record with the item that it is about.</summary>
/// <param name="Successor">What took its place, if the reader may see that.</param>
public sealed record RecordRow(
    long Id, string ItemId, string Title, string Path, string? RequestId, int Round, string Deed, string UserId, string? Name, string? ToUserId, string? To,
    string? VersionId, int? Version, string Note, string NextStep, string? Successor, string? SuccessorHref, string CriteriaMet, DateTimeOffset AtUtc)
{
    public PathStep Step => new(Deed, Round, UserId, Name, Note, NextStep, CriteriaMet, To, Version, AtUtc);
}

/// <summary>The record as far as it concerns this reader: of what they wrote, of what their communities decide on, and of what they did themselves.</summary>
public sealed class RecordReader(HubDb db, CurrentMember me)
{
    /// <summary>Newest first.</summary>
    /// <param name="itemId">Only this item's; null for all.</param>
    /// <param name="before">The id of the line after which the page begins; null for the newest.</param>
    public IQueryable<RecordRow> Of(string? itemId, long? before)
    {
        var (id, seesAll) = (me.RequiredId, me.SeesAll);
        var led = me.Memberships.Where(m => m.Role is CommunityRole.Leader).Select(m => m.CommunityId).ToList();
        var (users, versions, visible) = (db.Users, db.Versions, db.Cards.VisibleTo(me));
        return from entry in db.ReviewRecord
               where (itemId == null || entry.ItemId == itemId) && (before == null || entry.Id < before)
               join card in db.Cards on entry.ItemId equals card.ItemId
               join found in visible on entry.SuccessorId equals found.ItemId into successors
               from successor in successors.DefaultIfEmpty()
               where seesAll || led.Contains(entry.CommunityId!) || card.OwnerId == id || entry.UserId == id || entry.ToUserId == id
               orderby entry.Id descending
               select new RecordRow(
                   entry.Id, entry.ItemId, card.Title, card.Path, entry.RequestId, entry.Round, entry.Deed.ToString(),
                   entry.UserId, users.Where(u => u.Id == entry.UserId).Select(u => u.DisplayName).FirstOrDefault(),
                   entry.ToUserId, users.Where(u => u.Id == entry.ToUserId).Select(u => u.DisplayName).FirstOrDefault(),
                   entry.VersionId, versions.Where(v => v.VersionId == entry.VersionId).Select(v => (int?)v.Number).FirstOrDefault(),
                   entry.Note, entry.NextStep, successor!.Title, successor == null ? null : "/" + successor.Path, entry.CriteriaMet, entry.AtUtc);
    }
}
