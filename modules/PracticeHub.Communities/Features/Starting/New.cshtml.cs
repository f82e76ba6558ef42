using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using PracticeHub.Kernel.Taxonomies;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Recipes;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Communities.Features.Starting;

[Authorize]
public sealed class NewModel(HubDb db, CurrentMember me, CommunityStarter starter, IStringLocalizer<Startup> words) : PageModel
{
    [BindProperty]
    public StartForm Form { get; set; } = new();

    public IReadOnlyList<Recipe> Templates => starter.Templates;

    public IActionResult OnGet()
    {
        Form.Template = Templates.Count > 0 ? Templates[0].Name : null;
        return MayStart ? Page() : StatusCode(StatusCodes.Status403Forbidden);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!MayStart)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        var (topicIds, unknown) = await db.FindTopicsAsync(TopicWords.Split(Form.Topics), ct);
        if (unknown.Count > 0)
        {
            ModelState.AddModelError("Form.Topics", words["There is no topic named {0}.", string.Join(", ", unknown)]);
        }

        var template = Templates.FirstOrDefault(t => t.Name == Form.Template);
        if (Form.Template is { Length: > 0 } && template is null)
        {
            ModelState.AddModelError("Form.Template", words["There is no such template."]);
        }

        if (!ModelState.IsValid || template is null)
        {
            return this.Invalid();
        }

        var path = await starter.StartAsync(template, Form, topicIds, this.WriterOf(me), ct);
        return Redirect("/" + string.Join('/', path.Split('/').Select(Uri.EscapeDataString)));
    }

    private bool MayStart => me.Can(KernelPermissions.PublishOwnContent);
}
