using System.Diagnostics;
using PracticeHub.Practices.Features.Revisions;

namespace PracticeHub.Tests.Practices;

public sealed class WordDiffTests
{
    [Theory]
    [InlineData("Ten minutes on the phone.", "Five minutes on the phone.", "[-Ten][+Five] minutes on the phone.")]
    [InlineData("a b", "a b c", "a b[+ c]")]
    [InlineData("", "new", "[+new]")]
    [InlineData("gone", "", "[-gone]")]
    [InlineData("扉を開ける前に", "窓を開ける前に", "[-扉][+窓]を開ける前に")]
    [InlineData("الفكرة بسيطة", "الفكرة جيدة", "الفكرة [-بسيطة][+جيدة]")]
    public void Words_that_went_and_words_that_came_are_marked(string before, string after, string expected) =>
        Assert.Equal(expected, string.Concat(WordDiff.Of(before, after).Select(part => part.Change switch
        {
            Change.Gone => $"[-{part.Text}]",
            Change.New => $"[+{part.Text}]",
            _ => part.Text,
        })));

    [Fact]
    public void Huge_texts_are_compared_in_bounded_time_and_nothing_is_lost()
    {
        var before = string.Join(' ', Enumerable.Range(0, 60_000).Select(i => $"a{i}"));
        var after = string.Join('\n', Enumerable.Range(0, 60_000).Select(i => $"b{i}"));
        var watch = Stopwatch.StartNew();
        var parts = WordDiff.Of(before, after);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"It took {watch.Elapsed}.");
        Assert.Equal(before, string.Concat(parts.Where(p => p.Change is not Change.New).Select(p => p.Text)));
        Assert.Equal(after, string.Concat(parts.Where(p => p.Change is not Change.Gone).Select(p => p.Text)));
    }
}
