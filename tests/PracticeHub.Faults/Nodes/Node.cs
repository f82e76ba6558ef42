using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Data;
using PracticeHub.Tests.Infrastructure;
using PracticeHub.Web;
using PracticeHub.Web.Commands;

namespace PracticeHub.Faults.Nodes;

/// <summary>A hub in a process of its own. On standard input it is told when to die, and how late it is.</summary>
internal static class Node
{
    public const string Verb = "node";

    public static async Task<int> RunAsync()
    {
        var (death, clock) = (new Death(), new TestClock());
        await using var app = HubApplication.Build(["--environment", "Production"], builder =>
        {
            builder.Logging.ClearProviders().AddConsole(options => options.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Error);
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Services.AddSingleton<TimeProvider>(clock);
            builder.Services.ConfigureDbContext<HubDb>(options => options.AddInterceptors(death));
        });
        await Serve.PrepareAsync(app, CancellationToken.None);
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        while (await Console.In.ReadLineAsync() is { } order)
        {
            switch (order.Split(' '))
            {
                case ["die", var commit, var isBefore]:
                    death.Set(int.Parse(commit, CultureInfo.InvariantCulture), bool.Parse(isBefore));
                    break;
                case ["later", var span]:
                    clock.Advance(TimeSpan.Parse(span, CultureInfo.InvariantCulture));
                    app.Services.GetRequiredService<ActivityPump>().Wake();
                    break;
                default:
                    throw new InvalidOperationException($"A node does not know: {order}");
            }
        }

        return 0;
    }
}
