using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PracticeHub.Kernel.Text;

namespace PracticeHub.Contents.Features.Previewing;

/// <summary>Markdown as readers will see it, for a script that shows it while one types.</summary>
[Authorize]
public sealed class PreviewModel(MarkdownRenderer markdown) : PageModel
{
    public SanitizedHtml Html { get; private set; } = SanitizedHtml.Empty;

    public IActionResult OnGet() => NotFound();

    public void OnPost(string? text) => Html = markdown.Render(text);
}
