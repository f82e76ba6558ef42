using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Kernel.Workflows.Effects;
using PracticeHub.Reviews.Features.ReviewRequests;

namespace PracticeHub.Reviews.Features.ReviewFlow;

/// <summary>
/// The reminder of a day by mail, where the operator has named a mail server: one for each person, with everything that waits for
/// their decision, and why it came. Who has just looked at what waits gets none.
/// </summary>
internal sealed class ReminderMail(HubDb db, Ids ids, OutsideMail outside, SiteSettings site, HubAddress address, IStringLocalizer<Startup> words)
{
    private const int Most = 50;
    private static readonly TimeSpan Lately = TimeSpan.FromHours(12);

    /// <summary>Lets it be sent after the run. The instance learns of the answer, looks at the clock and waits on.</summary>
    public async Task QueueAsync(WorkflowContext run, IReadOnlyList<string> people, DateTimeOffset now, CancellationToken ct)
    {
        var (record, looks, waits, since) = (db.ReviewRecord, db.Looks, db.Waits, now - Lately);
        var users = !outside.IsConfigured ? [] : await db.Users.Where(u => people.Contains(u.Id) && u.IsEnabled && !string.IsNullOrEmpty(u.Email)
                && !record.Any(r => r.UserId == u.Id && r.AtUtc > since) && !looks.Any(l => l.UserId == u.Id && l.AtUtc > since))
            .OrderBy(u => u.Id).Select(u => new { u.Email, u.Culture, u.TimeZone, waiting = waits.Where(w => w.UserId == u.Id && w.Reason == ReviewWaits.Review).OrderBy(w => w.DueUtc).ThenBy(w => w.ItemId).Take(Most).ToList() }).ToListAsync(ct);
        foreach (var user in users.Where(u => u.waiting.Count > 0))
        {
            db.Add(new WorkflowEffect
            {
                EffectId = ids.New(), WorkflowId = run.Instance.WorkflowId, ActivityId = run.Node.Id, Kind = EffectKind.Mail, NextUtc = now, Depth = run.Depth,
                Request = JsonSerializer.Serialize(InTheLanguage(user.Culture, () => Write(user.Email!, site.ZoneOf(user.TimeZone), user.waiting))),
            });
        }
    }

    private OutsideMessage Write(string to, TimeZoneInfo zone, List<Wait> waiting)
    {
        var lines = waiting.Select(w => string.Format(CultureInfo.CurrentCulture, "- {0}\n  {1:D}\n  {2}", w.Title.ReplaceLineEndings(" "), w.DueUtc is { } due ? LocalDay.Of(due, zone) : null, address.Of(w.Href)));
        var subject = waiting.Count == 1 ? words["1 review waits for you"] : words["{0} reviews wait for you", waiting.Count];
        var why = words["You get this mail because it is your turn to decide on this at {0}. Such mails grow rarer and come once a day at most. They end when you decide, hand it over or put it off: {1}", site.SiteName, address.Of("/reviews")];
        return new(to, "", "", "", subject, $"{string.Join("\n\n", lines)}\n\n{why}\n", IsHtml: false);
    }

    private T InTheLanguage<T>(string name, Func<T> say)
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(name.Length > 0 ? name : site.DefaultCulture);
        try
        {
            return say();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }
}
