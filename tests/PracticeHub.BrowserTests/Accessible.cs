using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace PracticeHub.BrowserTests;

/// <summary>What every page of the house must hold, whatever it is about.</summary>
internal static class Accessible
{
    private static readonly string[] Levels = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

    /// <summary>No violation of WCAG 2.2 A or AA, and nothing that makes the page scroll sideways.</summary>
    public static async Task CheckAsync(IPage page) => Assert.True(await FaultsAsync(page) is var faults && faults.Count == 0, string.Join('\n', faults));

    /// <summary>What is wrong with the page, a line each.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(IPage page)
    {
        var result = await page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = [.. Levels] }, ResultTypes = [ResultType.Violations] });
        return [.. result.Violations.Select(v => $"{page.Url}: {v.Id} ({v.Help}): {string.Join(" | ", v.Nodes.Select(n => n.Html))}"), .. await TooWideAsync(page)];
    }

    /// <summary>Only whether the page scrolls sideways.</summary>
    public static async Task<IReadOnlyList<string>> TooWideAsync(IPage page)
    {
        var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        return overflow > 0 ? [$"{page.Url}: {overflow} px too wide at {page.ViewportSize!.Width} px."] : [];
    }
}
