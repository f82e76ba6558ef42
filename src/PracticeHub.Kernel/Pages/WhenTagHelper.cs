using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Kernel.Pages;

/// <summary><c>&lt;when at="…" /&gt;</c>: a moment as people say it, with the exact time in the reader's own zone on hover.</summary>
[HtmlTargetElement("when", TagStructure = TagStructure.WithoutEndTag)]
public sealed class WhenTagHelper(CurrentMember me, TimeProvider clock, IStringLocalizer<Words> words) : TagHelper
{
    /// <summary>So much later may it be on another node; what was written there has happened nevertheless.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(3);

    public DateTimeOffset At { get; set; }

    /// <summary>Shows the date itself instead of how long ago it is.</summary>
    public bool Date { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var local = TimeZoneInfo.ConvertTime(At, me.TimeZone);
        output.TagName = "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("datetime", At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        output.Attributes.SetAttribute("title", local.ToString("f", CultureInfo.CurrentCulture));
        output.Content.SetContent(Date ? Day(local) : Relative(local));
    }

    private string Relative(DateTimeOffset local)
    {
        var now = clock.GetUtcNow();
        var span = (now - local).Duration();
        // From a day on, days are those of the calendar: what is two nights away is not tomorrow.
        var days = Math.Abs((TimeZoneInfo.ConvertTime(now, me.TimeZone).Date - local.Date).Days);
        var (form, count) = span switch
        {
            { TotalMinutes: < 1 } => ("now", 0),
            { TotalHours: < 1 } => ("min", (int)span.TotalMinutes),
            { TotalDays: < 1 } => ("h", (int)span.TotalHours),
            { TotalDays: < 30 } => (days < 2 ? "day" : "days", days),
            _ => ("date", 0),
        };
        var isPast = local <= now;
        return form switch
        {
            "now" => local > now + Skew ? words["in a moment"] : words["just now"],
            "min" => isPast ? words["{0} min ago", count] : words["in {0} min", count],
            "h" => isPast ? words["{0} h ago", count] : words["in {0} h", count],
            "day" => isPast ? words["yesterday"] : words["tomorrow"],
            "days" => isPast ? words["{0} days ago", count] : words["in {0} days", count],
            _ => Day(local),
        };
    }

    /// <summary>The pattern is a word like others: German puts a dot behind the day.</summary>
    private string Day(DateTimeOffset local) => local.ToString(words["d MMM yyyy"], CultureInfo.CurrentCulture);
}
