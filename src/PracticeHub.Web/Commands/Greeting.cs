using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using PracticeHub.Kernel.Modules;

namespace PracticeHub.Web.Commands;

/// <summary>Says where the hub is and how to get in.</summary>
internal static class Greeting
{
    public static void Print(WebApplication app)
    {
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        Console.WriteLine();
        Console.WriteLine($"  PracticeHub is at {address}");
        Console.WriteLine(app.Environment.IsDevelopment()
            ? $"  Sign in at {address}/sign-in as anyone of the demo cast: one click, no password."
            : $"  Sign in at {address}/sign-in. The first administrator is made with: PracticeHub.Web user add NAME --role Administrator");
        if (!app.Services.GetRequiredService<Hub>().State.IsSetUp)
        {
            Console.WriteLine("  It is being set up; that takes a few seconds, and its pages wait for it.");
        }

        Console.WriteLine();
    }
}
