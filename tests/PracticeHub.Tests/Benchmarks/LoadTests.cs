using System.Diagnostics;
using System.Net;
using PracticeHub.Benchmarks.Load;

namespace PracticeHub.Tests.Benchmarks;

/// <summary>A measurement is believed only if its arithmetic is known to be right.</summary>
public sealed class LoadTests
{
    private static readonly long Millisecond = Stopwatch.Frequency / 1000;

    [Fact]
    public void Percentiles_are_those_of_every_request()
    {
        var samples = Enumerable.Range(1, 1000).Select(ms => new Sample(0, ms * Millisecond)).Reverse().ToArray();
        var measured = new Measurement(samples, [], 0, 2000 * Millisecond);

        Assert.Equal(500, measured.Median.TotalMilliseconds, 3);
        Assert.Equal(990, measured.P99.TotalMilliseconds, 3);
        Assert.Equal(1000, measured.Longest.TotalMilliseconds, 3);
        Assert.Equal(500, measured.PerSecond, 3);
    }

    [Fact]
    public void A_pause_at_the_start_or_the_end_counts_like_one_between()
    {
        Sample At(int ms) => new(0, ms * Millisecond);

        Assert.Equal(600, new Measurement([At(900), At(600)], [], 0, 1000 * Millisecond).LongestPause.TotalMilliseconds, 3);
        Assert.Equal(700, new Measurement([At(100), At(300)], [], 0, 1000 * Millisecond).LongestPause.TotalMilliseconds, 3);
        Assert.Equal(1000, new Measurement([], [], 0, 1000 * Millisecond).LongestPause.TotalMilliseconds, 3);
    }

    [Fact]
    public void Several_turns_count_as_one_with_every_request_in_it()
    {
        Measurement Turn(int ms, string? failure = null) => new([.. Enumerable.Repeat(new Sample(0, ms * Millisecond), 10)], failure is null ? [] : [failure], 0, 1000 * Millisecond);

        var all = Measurement.Of([Turn(100), Turn(300, "refused"), Turn(200)]);
        Assert.Equal((30, 10.0, 200.0, 300.0), (all.Count, all.PerSecond, all.Median.TotalMilliseconds, all.Longest.TotalMilliseconds));
        Assert.Equal(900, all.LongestPause.TotalMilliseconds, 3);
        Assert.Equal(["refused"], all.Failures);
    }

    [Fact]
    public async Task A_worker_that_fails_is_counted_while_warming_up_and_after_and_gives_up_in_the_end()
    {
        Act refused = _ => Task.FromResult<string?>("refused");
        var measured = await LoadRun.RunAsync(
            [refused], TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);

        Assert.Equal(200, measured.Failures.Count);
        Assert.Equal(0, measured.Count);
        Assert.True(measured.Elapsed < TimeSpan.FromSeconds(5));
    }

    [Theory]
    [InlineData("""<input name="__RequestVerificationToken" type="hidden" value="a&#x2B;b" />""", "a+b")]
    [InlineData("""<input value="x" name="other"><input type="hidden" value="t" name="__RequestVerificationToken">""", "t")]
    [InlineData("""<input value="x" name="other">""", null)]
    public void The_token_is_found_in_a_form_however_it_is_written(string html, string? token) =>
        Assert.Equal(token, Form.TokenIn(html));

    [Theory]
    [InlineData(302, "/log/1", true)]
    [InlineData(200, null, true)]
    [InlineData(302, "/sign-in?ReturnUrl=%2Flog", false)]
    [InlineData(302, "/oops/500", false)]
    [InlineData(422, null, false)]
    public void A_post_that_leads_to_the_door_or_to_an_error_was_not_taken(int status, string? location, bool accepted) =>
        Assert.Equal(accepted, new Answer((HttpStatusCode)status, location, 0).IsAccepted);
}
