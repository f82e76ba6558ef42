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

    /// <summary>Names of topics with commas between.</summary>
    [StringLength(1000, ErrorMessage = TooLong)]
    public string? Topics { get; set; }

    public IList<OfferedRole> Offers { get; set; } = [];

    public static ProfileForm Of(HubUser user, string topics, IEnumerable<OfferedRole> offers) => new()
    {
        DisplayName = user.DisplayName,
        JobTitle = user.JobTitle,
        Place = user.Place,
        TimeZone = user.TimeZone,
        About = user.About,
        Topics = topics,
        Offers = [.. offers],
    };

    public void Onto(HubUser user)
    {
        user.DisplayName = DisplayName!.Trim();
        user.JobTitle = JobTitle?.Trim() ?? "";
        user.Place = Place?.Trim() ?? "";
        user.TimeZone = TimeZone ?? "";
        user.About = About?.Trim() ?? "";
    }
}
