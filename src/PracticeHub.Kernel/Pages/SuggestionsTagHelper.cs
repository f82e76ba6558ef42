using Microsoft.AspNetCore.Razor.TagHelpers;

namespace PracticeHub.Kernel.Pages;

/// <summary>
/// <c>&lt;input id="…" suggestions="/people/suggest" /&gt;</c>: offers what the address answers with <see cref="SuggestedOptions"/>
/// while one types. Without script one types all of it.
/// </summary>
[HtmlTargetElement("input", Attributes = "suggestions", TagStructure = TagStructure.WithoutEndTag)]
public sealed class SuggestionsTagHelper : TagHelper
{
    public string Suggestions { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var list = $"{output.Attributes["id"].Value}-list";
        output.Attributes.SetAttribute("autocomplete", "off");
        output.Attributes.SetAttribute("list", list);
        output.Attributes.SetAttribute("hx-get", Suggestions);
        output.Attributes.SetAttribute("hx-trigger", "focus once, input changed delay:200ms");
        output.Attributes.SetAttribute("hx-target", "next datalist");
        output.Attributes.SetAttribute("hx-swap", "innerHTML");
        output.PostElement.AppendHtml("<datalist id=\"").Append(list).AppendHtml("\"></datalist>");
    }
}
