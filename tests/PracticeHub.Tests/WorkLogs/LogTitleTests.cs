using PracticeHub.Kernel.Text;
using PracticeHub.WorkLogs.Features.Log;
using PracticeHub.WorkLogs.Features.Logs;
using PracticeHub.WorkLogs.Importing;

namespace PracticeHub.Tests;

public sealed class LogTitleTests
{
    private static readonly string[] Prompts = ["Done", "Learned", "Stuck", "Next"];

    [Theory]
    [InlineData("# A title\n\ntext", "A title")]
    [InlineData("One line", "One line")]
    [InlineData("\n\n  First.\nSecond.", "First.")]
    [InlineData("## Done\n- [x] Wrote **it** down\n", "Wrote it down")]
    [InlineData("## Done\n\n## Next\n\nCall `ops`", "Call ops")]
    [InlineData("```\ncode\n```\nWords after code", "Words after code")]
    [InlineData("> quoted words", "quoted words")]
    [InlineData("1. first step", "first step")]
    [InlineData("See [the page](https://example.org)", "See the page")]
    [InlineData("扉を開ける前に一枚。次に一枚。", "扉を開ける前に一枚。次に一枚。")]
    [InlineData("```\nonly code\n```", "Work log")]
    [InlineData("## Done", "Work log")]
    public void The_title_is_the_first_words_that_say_something(string markdown, string title) =>
        Assert.Equal(title, LogTitle.Of(markdown, new MarkdownRenderer(), Prompts, "Work log"));

    [Fact]
    public void Of_a_long_paragraph_it_is_the_first_sentence()
    {
        var text = "The pager fired twice. " + string.Concat(Enumerable.Repeat("More words follow here. ", 20));
        Assert.Equal("The pager fired twice", LogTitle.Of(text, new MarkdownRenderer(), Prompts, ""));
    }

    [Fact]
    public void Of_an_endless_sentence_it_is_cut_between_words() =>
        Assert.True(LogTitle.Of(string.Concat(Enumerable.Repeat("endless ", 100)), new MarkdownRenderer(), Prompts, "") is { Length: <= 121 } title && title.EndsWith("endless…", StringComparison.Ordinal));

    [Theory]
    [InlineData("2026-W47", "2026-11-16")]
    [InlineData("2026-W53", "2026-12-28")]
    [InlineData("2025-W01", "2024-12-30")]
    public void A_week_begins_on_its_monday(string week, string monday) =>
        Assert.Equal(DateOnly.Parse(monday, System.Globalization.CultureInfo.InvariantCulture), Week.Parse(week)!.Monday);

    [Theory]
    [InlineData("2025-W53")]
    [InlineData("2026-W00")]
    [InlineData("26-W1")]
    [InlineData("2026W47")]
    [InlineData("")]
    public void What_is_no_week_is_none(string text) => Assert.Null(Week.Parse(text));

    [Fact]
    public void A_week_is_counted_in_the_readers_zone()
    {
        var (from, to) = Week.Parse("2026-W13")!.In(TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris"));
        Assert.Equal(new DateTimeOffset(2026, 3, 22, 23, 0, 0, TimeSpan.Zero), from);
        Assert.Equal(TimeSpan.FromHours(7 * 24 - 1), to - from);
    }

    [Fact]
    public void The_first_heading_of_a_note_is_taken_out_of_its_text()
    {
        var note = Note.Read("git/amend.md", "\uFEFFIntro\r\n# Amend # \r\n\r\nText\r\n# Other")!;
        Assert.Equal(("Amend", "git", "Intro\n\nText\n# Other"), (note.Title, note.Folder, note.Markdown));
    }

    [Theory]
    [InlineData("## Second level only")]
    [InlineData("```\n# a comment\n```")]
    [InlineData("#hashtag")]
    [InlineData("")]
    public void Without_a_first_level_heading_there_is_no_note(string text) => Assert.Null(Note.Read("a.md", text));
}
