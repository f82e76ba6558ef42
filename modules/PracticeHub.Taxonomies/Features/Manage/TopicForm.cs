using System.ComponentModel.DataAnnotations;
using PracticeHub.Kernel.Taxonomies;

namespace PracticeHub.Taxonomies.Features.Manage;

/// <summary>The words of a topic as a curator types them.</summary>
public sealed class TopicForm
{
    [Required(ErrorMessage = "Give the topic a name."), StringLength(TermWriter.MaxTitle, ErrorMessage = "A topic's name has at most 200 characters.")]
    public string Title { get; set; } = "";

    [StringLength(2000, ErrorMessage = "A description has at most 2,000 characters.")]
    public string? Description { get; set; }

    [StringLength(1000, ErrorMessage = "Synonyms have at most 1,000 characters together.")]
    public string? Synonyms { get; set; }

    /// <summary>A method, because validation reads every property, of invalid forms too.</summary>
    internal TermWords ToWords() => new(Title.Trim(), Description?.Trim() ?? "", TermText.Split(Synonyms));

    internal static TopicForm Of(string title, TopicPart part) =>
        new() { Title = title, Description = part.Description, Synonyms = string.Join(", ", part.Synonyms ?? []) };
}
