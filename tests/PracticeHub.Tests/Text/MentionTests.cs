using PracticeHub.Kernel.Text;

namespace PracticeHub.Tests.Text;

public sealed class MentionTests
{
    private readonly MarkdownRenderer _renderer = new();

    [Theory]
    [InlineData("@amina", "amina")]
    [InlineData("Thanks @Amina, @tomás.b and (@x_y-z).", "amina tomás.b x_y-z")]
    [InlineData("@amina @AMINA @amina.", "amina")]
    [InlineData("**@amina** _@tomas_ - @_low_", "amina tomas _low_")]
    [InlineData("- [ ] @amina\n\n> @tomas\n\n| @a |\n|---|\n| @b |", "amina tomas a b")]
    [InlineData("شكرا @ليلى", "ليلى")]
    public void People_are_mentioned(string markdown, string names) =>
        Assert.Equal(names.Split(' ').Order(), _renderer.MentionsIn(markdown).Order());

    [Theory]
    [InlineData("amina@example.org")]
    [InlineData("<amina@example.org>")]
    [InlineData("npm i @angular/core")]
    [InlineData("@amina@mastodon.example")]
    [InlineData("https://example.org/@amina")]
    [InlineData("`@amina` and ``x @amina``")]
    [InlineData("```\n@amina\n```")]
    [InlineData("    @amina")]
    [InlineData("[@amina](/x) [*@amina*](/x)")]
    [InlineData("<code>@amina</code> <a href=\"/x\"><b>@amina</b></a>")]
    [InlineData("\\@amina")]
    [InlineData("@ amina @. @- @@amina")]
    public void Nobody_is_mentioned(string markdown)
    {
        Assert.Empty(_renderer.MentionsIn(markdown));
        Assert.DoesNotContain("mention", _renderer.Render(markdown).Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mention_leads_to_the_person_and_keeps_how_it_was_typed() => Assert.Equal(
        "<p>Ask <a href=\"/people/amina\" class=\"mention\">@Amina</a>.</p>", _renderer.Render("Ask @Amina.").Value.Trim());
}
