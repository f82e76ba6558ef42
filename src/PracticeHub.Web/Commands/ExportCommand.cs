using System.CommandLine;
using PracticeHub.Kernel.Recipes.Exports;

namespace PracticeHub.Web.Commands;

/// <summary><c>export FILE [--only PARTS] [--types TYPES]</c></summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "Where to write: a .zip with all files, or a .json with the recipe alone. It must not exist yet." };
        var only = new Option<string[]>("--only") { Description = "What to write: features, settings, roles, people, definitions, media, content, workflows, kept.", AllowMultipleArgumentsPerToken = true };
        var types = new Option<string[]>("--types") { Description = "Only content of these types.", AllowMultipleArgumentsPerToken = true };
        var command = new Command("export", "Write the hub as a recipe that this hub and Orchard Core read. Passwords stay here.") { file, only, types };
        command.SetAction((parsed, ct) => Verb.RunAsync(
            services => RunAsync(services, parsed.GetRequiredValue(file), parsed.GetValue(only), parsed.GetValue(types), ct), ct));
        return command;
    }

    private static async Task<int> RunAsync(IServiceProvider services, FileInfo file, string[]? only, string[]? types, CancellationToken ct)
    {
        var exporter = services.GetRequiredService<RecipeExporter>();
        var known = exporter.Parts.Select(part => part.Name).ToList();
        if (only?.Except(known).ToList() is { Count: > 0 } unknown)
        {
            return Verb.Refuse($"There is no {string.Join(", ", unknown)} to export, only {string.Join(", ", known)}.");
        }

        if (file.Exists)
        {
            return Verb.Refuse($"{file.FullName} exists already.");
        }

        // Under another name until it is whole, so that nobody takes half an export for one.
        var partial = file.FullName + ".part";
        var choice = new ExportChoice(SetOf(only), SetOf(types));
        try
        {
            ExportRun run;
            await using (var stream = File.Create(partial))
            {
                run = file.Extension.Equals(".zip", StringComparison.OrdinalIgnoreCase) ? await exporter.WriteZipAsync(stream, choice, ct) : await exporter.WriteAsync(stream, choice, ct);
            }

            await Verb.RecordAsync(services, "export.made", string.Join(", ", only is { Length: > 0 } ? only : known), ct, run.Changes);
            File.Move(partial, file.FullName);
            foreach (var (name, count) in run.Counts)
            {
                Console.WriteLine($"{count,9:N0}  {name}");
            }

            return 0;
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private static HashSet<string>? SetOf(string[]? names) => names is { Length: > 0 } ? names.ToHashSet(StringComparer.OrdinalIgnoreCase) : null;
}
