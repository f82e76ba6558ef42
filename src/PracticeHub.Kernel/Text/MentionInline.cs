using Markdig.Syntax.Inlines;

namespace PracticeHub.Kernel.Text;

/// <summary><c>@name</c> as its author typed it.</summary>
internal sealed class MentionInline(string typedName) : LeafInline
{
    public string TypedName => typedName;

    public string UserName { get; } = typedName.ToLowerInvariant();
}
