namespace PracticeHub.Benchmarks.Baseline.Pages;

public sealed record Row(int Number, string Title, string Summary, DateTimeOffset At)
{
    private static readonly DateTimeOffset First = new(2026, 1, 1, 9, 0, 0, TimeSpan.Zero);

    public static Row Create(int number) => new(
        number,
        $"Row {number} of twenty",
        "A summary of the length that a list of work usually shows under a title, held in memory.",
        First.AddDays(number));
}
