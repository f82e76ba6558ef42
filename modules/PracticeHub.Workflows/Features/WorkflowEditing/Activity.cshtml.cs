using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Kernel.Workflows.Requests;
using PracticeHub.Workflows.Features.WorkflowGuides;

namespace PracticeHub.Workflows.Features.WorkflowEditing;

/// <summary>One activity of a draft: how it is set up, where it stands and where its outcomes lead.</summary>
[Needs("SiteOwner")]
public sealed class ActivityModel(HubDb db, Drafts drafts, FlowWords words, WorkflowRequests requests, CurrentMember me, TimeProvider clock) : PageModel
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };
    [BindProperty]
    public string? Title { get; set; }

    [BindProperty]
    public bool IsStart { get; set; }

    [BindProperty]
    public int X { get; set; }

    [BindProperty]
    public int Y { get; set; }

    /// <summary>The outcomes as they were shown, and where each leads; empty for nowhere.</summary>
    [BindProperty]
    public List<string> Outcomes { get; set; } = [];

    [BindProperty]
    public List<string?> Targets { get; set; } = [];

    /// <summary>All properties as JSON, of an activity that nobody describes.</summary>
    [BindProperty]
    public string? Raw { get; set; }

    public WorkflowType Type { get; private set; } = null!;

    public ActivityNode Node { get; private set; } = null!;

    /// <summary>Where it takes requests; null where it does not, or has no address yet.</summary>
    public WorkflowAddress? Address { get; private set; }

    public bool TakesRequests => Node.Name == nameof(HttpRequestEvent);

    /// <summary>Requests come to what was saved.</summary>
    public bool IsSaved { get; private set; }

    public ActivityGuide? Guide => words.GuideOf(Node.Name);

    public IEnumerable<string> AllOutcomes => words.OutcomesOf(Node).Concat(Type.Transitions.Where(t => t.From == Node.Id).Select(t => t.Outcome)).Distinct();

    public async Task<IActionResult> OnGetAsync(string id, string activity, CancellationToken ct)
    {
        if (await LoadAsync(id, activity, ct) is null)
        {
            return NotFound();
        }

        var place = WorkflowPicture.FlowLayout.Of(Type)[Node.Id];
        (Title, IsStart, X, Y) = (Node.Title == Node.Name ? "" : Node.Title, Node.IsStart, place.X, place.Y);
        var own = Node.Properties.DeepClone().AsObject();
        own.Remove("ActivityMetadata");
        Raw = own.ToJsonString(Readable);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string id, string activity, [FromForm] string? deed, CancellationToken ct)
    {
        if (await LoadAsync(id, activity, ct) is not { } view)
        {
            return NotFound();
        }

        if (deed == "address")
        {
            return await AddressAsync(ct);
        }

        if (deed == "remove")
        {
            view.Draft.Remove(activity);
        }
        else if (!ModelState.IsValid)
        {
            return this.Invalid();
        }
        else if (Refuse() is { } refusal)
        {
            return this.Refused(refusal);
        }
        else
        {
            Apply(view.Draft);
        }

        await drafts.KeepAsync(view, ct);
        return Redirect($"/admin/workflows/{id}/edit#at-{activity}");
    }

    /// <summary>At once, without the draft: what was shown and typed meanwhile is another matter.</summary>
    private async Task<IActionResult> AddressAsync(CancellationToken ct)
    {
        if (!TakesRequests || !IsSaved)
        {
            return NotFound();
        }

        await requests.MakeAsync(Type.Id, Node, ct);
        db.RecordForHub(WorkflowDeeds.Addressed, me.RequiredId, clock.GetUtcNow(), Type.Name);
        await db.SaveChangesAsync(ct);
        return Redirect($"/admin/workflows/{Type.Id}/edit/{Node.Id}#address");
    }

    /// <summary>What to call an activity among the others: several of one title are told apart by where they lead.</summary>
    public string NameOf(ActivityNode other) => Type.Activities.Count(a => words.TitleOf(a) == words.TitleOf(other)) == 1 ? words.TitleOf(other)
        : $"{words.TitleOf(other)} → {string.Join(", ", Type.Transitions.Where(t => t.From == other.Id).Select(t => words.TitleOf(Type.Find(t.To)!)).DefaultIfEmpty("–"))}";

    /// <summary>The value of a property as its form shows it: what was typed, or what is kept.</summary>
    public string ValueOf(ActivityProperty property) => Request.HasFormContentType ? Request.Form[FieldOf(property)].ToString() : property.Kind switch
    {
        PropertyKind.Lines => string.Join('\n', Node.Texts(property.Name)),
        PropertyKind.Flag => Node.IsOn(property.Name) ? "true" : "",
        _ => Node.Expression(property.Name),
    };

    public static string FieldOf(ActivityProperty property) => "p-" + property.Name;

    private Refusal? Refuse() => (Title?.Length > 200, Guide is null && RawObject() is null, !FlowDraft.IsNear(X, Y)) switch
    {
        (true, _, _) => new("long-title", "Keep the title under 200 characters."),
        (_, true, _) => new("no-object", "The properties are no JSON object."),
        (_, _, true) => new("far-away", "That is too far away to be seen."),
        _ => null,
    };

    private void Apply(FlowDraft draft)
    {
        draft.Begin(Node.Id, IsStart);
        draft.Place(Node.Id, X, Y);
        draft.Configure(Node.Id, Title?.Trim() ?? "", Guide is { } guide ? guide.Properties.Select(p => (p.Name, Read(p)))
            : RawObject()!.Where(p => p.Key != "ActivityMetadata").Select(p => (p.Key, p.Value?.DeepClone())));
        foreach (var (outcome, target) in Outcomes.Zip(Targets).DistinctBy(way => way.First))
        {
            draft.Connect(Node.Id, outcome, target is { Length: > 0 } to && to != Node.Id && Type.Find(to) is not null ? to : null);
        }
    }

    private JsonNode? Read(ActivityProperty property)
    {
        var typed = Request.Form[FieldOf(property)].ToString().ReplaceLineEndings("\n");
        return property.Kind switch
        {
            PropertyKind.Flag => typed.Length > 0,
            _ when typed.Trim().Length == 0 => null,
            PropertyKind.Lines => new JsonArray([.. typed.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().Select(line => JsonValue.Create(line))]),
            PropertyKind.Text => typed,
            _ => new JsonObject { ["Expression"] = typed },
        };
    }

    private JsonObject? RawObject()
    {
        try
        {
            return JsonNode.Parse(Raw ?? "") as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task<DraftView?> LoadAsync(string id, string? activity, CancellationToken ct)
    {
        if (activity is null || await drafts.FindAsync(id, ct, activity) is not { } view || view.Draft.Type.Find(activity) is not { } node)
        {
            return null;
        }

        (Type, Node, Address, IsSaved) = (view.Draft.Type, node, view.Address, view.Newest is not null);
        return view;
    }
}
