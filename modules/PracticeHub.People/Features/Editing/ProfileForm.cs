using System.ComponentModel.DataAnnotations;
using PracticeHub.Kernel.Security;
using PracticeHub.People.Features.Profiles;

namespace PracticeHub.People.Features.Editing;

/// <summary>What a person says about themselves.</summary>
public sealed class ProfileForm
{
    private const string TooLong = "Keep this under {1} characters.";

    [Required(ErrorMessage = "Your name is needed, so that people know who wrote."), StringLength(200, ErrorMessage = TooLong)]
    public string? DisplayName { get; set; }

    [StringLength(200, ErrorMessage = TooLong)]
    public string? JobTitle { get; set; }

    [StringLength(200, ErrorMessage = TooLong)]
    public string? Place { get; set; }

    [StringLength(64, ErrorMessage = TooLong)]
    public string? TimeZone { get; set; }

    [StringLength(2000, ErrorMessage = TooLong)]
    public string? About { get; set; }

    /// <summary>The first and the last day on which one cannot be asked, where one is.</summary>
    public DateOnly? AwayFrom { get; set; }

    public DateOnly? AwayUntil { get; set; }

    /// <summary>The user name of whoever stands in meanwhile.</summary>
    [StringLength(200, ErrorMessage = TooLong)]
    public string? Deputy { get; set; }

    /// <summary>Names of topics with commas between.</summary>
    [StringLength(1000, ErrorMessage = TooLong)]
    public string? Topics { get; set; }

    public IList<OfferedRole> Offers { get; set; } = [];

    public static ProfileForm Of(HubUser user, string? deputy, TimeZoneInfo zone, string topics, IEnumerable<OfferedRole> offers) => new()
    {
        AwayFrom = DayOf(user.AwayFromUtc, zone),
        AwayUntil = DayOf(user.AwayUntilUtc, zone)?.AddDays(-1),
        Deputy = deputy,
        DisplayName = user.DisplayName,
        JobTitle = user.JobTitle,
        Place = user.Place,
        TimeZone = user.TimeZone,
        About = user.About,
        Topics = topics,
        Offers = [.. offers],
    };

    /// <param name="zone">In which the days begin and end.</param>
    public void Onto(HubUser user, string? deputyId, TimeZoneInfo zone)
    {
        (user.AwayFromUtc, user.AwayUntilUtc, user.DeputyId) = (BeginOf(AwayFrom, zone), BeginOf(AwayUntil?.AddDays(1), zone), deputyId);
        user.DisplayName = DisplayName!.Trim();
        user.JobTitle = JobTitle?.Trim() ?? "";
        user.Place = Place?.Trim() ?? "";
        user.TimeZone = TimeZone ?? "";
        user.About = About?.Trim() ?? "";
    }

    private static DateOnly? DayOf(DateTimeOffset? at, TimeZoneInfo zone) => at is { } time ? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, zone).DateTime) : null;

    private static DateTimeOffset? BeginOf(DateOnly? day, TimeZoneInfo zone)
    {
        if (day is not { } date)
        {
            return null;
        }

        var midnight = date.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}
