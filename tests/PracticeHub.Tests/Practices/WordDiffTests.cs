using PracticeHub.Kernel.Text;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests.Practices;

public sealed class WordDiffTests
{
    [Theory]
    [InlineData("Ten minutes on the phone.", "Five minutes on the phone.", "[-Ten ][+Five ]minutes on the phone.")]
    [InlineData("", "new", "[+new]")]
    [InlineData("gone", "", "[-gone]")]
    [InlineData("扉を開ける前に", "窓を開ける前に", "[-扉][+窓]を開ける前に")]
    [InlineData("الفكرة بسيطة", "الفكرة جيدة", "الفكرة [-بسيطة][+جيدة]")]
    public void Words_that_went_and_words_that_came_are_marked(string before, string after, string expected) =>
        Assert.Equal(expected, string.Concat(WordDiff.Between(before, after).Select(run => run.Kind switch
        {
            DiffKind.Gone => $"[-{run.Text}]",
            DiffKind.New => $"[+{run.Text}]",
            _ => run.Text,
        })));

    [Fact]
    public void Huge_texts_are_compared_in_bounded_time_and_nothing_is_lost()
    {
        var before = string.Join(' ', Enumerable.Range(0, 60_000).Select(i => $"a{i}"));
        var after = string.Join('\n', Enumerable.Range(0, 60_000).Select(i => $"b{i}"));
        IReadOnlyList<DiffRun> runs = [];
        var took = OwnTime.Of(() => runs = [.. WordDiff.Between(before, after)]);
        Assert.True(took < TimeSpan.FromSeconds(2), $"It took {took}.");
        Assert.Equal(before, string.Concat(runs.Where(r => r.Kind is not DiffKind.New).Select(r => r.Text)));
        Assert.Equal(after, string.Concat(runs.Where(r => r.Kind is not DiffKind.Gone).Select(r => r.Text)));
    }
}
