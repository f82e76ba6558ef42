namespace PracticeHub.Kernel.Pages;

/// <summary>
/// Something that a feature adds to the front page, so that the front page needs to know no other module. A module seam:
/// contribute one with <c>hub.Add(new FrontPanel(FrontPanel.Top, "_LogComposer", 10))</c>.
/// </summary>
/// <param name="Zone"><see cref="Top"/>, above the list and for members only, or <see cref="Aside"/>, beside it.</param>
/// <param name="Partial">A partial view whose model is this record; it asks the database nothing that a member need not wait for.</param>
/// <param name="Order">Lower comes first.</param>
public sealed record FrontPanel(string Zone, string Partial, int Order)
{
    public const string Top = "top";
    public const string Aside = "aside";
}
