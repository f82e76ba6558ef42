using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Recipes;
using PracticeHub.Kernel.Security;
using PracticeHub.Taxonomies;

namespace PracticeHub.Communities.Features.Starting;

[Authorize]
public sealed class NewModel(CurrentMember me, TopicNames topics, CommunityStarter starter, IStringLocalizer<Startup> words) : PageModel
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

        var chosen = await topics.ResolveAsync(Form.Topics, mayCreate: false, ct);
        if (chosen.Refusal is { } unclear)
        {
            this.Refuse("Form.Topics", unclear);
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

        var path = await starter.StartAsync(template, Form, chosen.TermIds, this.WriterOf(me), ct);
        return Redirect("/" + string.Join('/', path.Split('/').Select(Uri.EscapeDataString)));
    }

    private bool MayStart => me.Can(KernelPermissions.PublishOwnContent);
}
