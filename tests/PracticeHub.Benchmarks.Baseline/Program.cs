// The least that a Razor Pages site can do: what every measured page of the hub is compared with.
var builder = WebApplication.CreateBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddRazorPages();

var app = builder.Build();
app.MapRazorPages();
await app.StartAsync();
foreach (var address in app.Urls)
{
    Console.WriteLine(address);
}

await app.WaitForShutdownAsync();
