using System.ComponentModel.DataAnnotations;
using PracticeHub.Kernel.Content;

namespace PracticeHub.Resources.Features.Share;

/// <summary>A resource as it is typed.</summary>
public sealed class ResourceForm
{
    [Required(ErrorMessage = "Paste the address."), StringLength(WebAddress.MaxLength, ErrorMessage = "An address has at most 2,048 characters.")]
    public string Url { get; set => field = value ?? ""; } = "";

    [Required(ErrorMessage = "Give it a title."), StringLength(300, ErrorMessage = "A title has at most 300 characters.")]
    public string Title { get; set => field = value ?? ""; } = "";

    [StringLength(4000, ErrorMessage = "Say it in at most 4,000 characters.")]
    public string? Why { get; set; }

    public ResourceKind Kind { get; set; }

    public bool Paid { get; set; }

    public string? CommunityId { get; set; }

    public Audience? Audience { get; set; }

    public string? Topics { get; set; }

    /// <summary>Made anew with each empty form, so that a double click shares once.</summary>
    public string? Key { get; set; }

    internal static ResourceForm Of(ContentItem item, string topics)
    {
        var (part, sharing) = (item.Get<ResourcePart>(), item.Get<SharingPart>());
        return new()
        {
            Url = part.Url, Title = item.DisplayText, Why = part.Why, Kind = part.Kind, Paid = part.Paid,
            CommunityId = sharing.CommunityId, Audience = sharing.Audience, Topics = topics,
        };
    }
}
