using System.CommandLine;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Recipes;

namespace PracticeHub.Web.Commands;

/// <summary><c>recipe run NAME-OR-FILE [--dry-run]</c></summary>
internal static class RecipeCommand
{
    private const int MostShown = 40;

    public static Command Create()
    {
        var what = new Argument<string>("recipe") { Description = "The name of a recipe, or the path of a .json file or of a zip with Recipe.json in it." };
        var files = new Option<DirectoryInfo?>("--files") { Description = "The folder out of which the recipe may read files. Its own folder unless told." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Tell what would be done, and do nothing." };
        var run = new Command("run", "Run a recipe: all of it, or nothing.") { what, files, dryRun };
        run.SetAction((parsed, ct) => Verb.RunAsync(services => RunAsync(services, parsed.GetRequiredValue(what), parsed.GetValue(files), parsed.GetValue(dryRun), ct), ct));
        return new Command("recipe", "Set up or change the hub by a recipe.") { run };
    }

    private static async Task<int> RunAsync(IServiceProvider services, string what, DirectoryInfo? files, bool isDryRun, CancellationToken ct)
    {
        try
        {
            using var package = Open(what, files);
            var recipe = package?.Recipe ?? Find(services.GetRequiredService<RecipeLibrary>(), what);
            var runner = services.GetRequiredService<RecipeRunner>();
            if (!services.GetRequiredService<Hub>().State.IsSetUp && package is not null)
            {
                Console.WriteLine("The hub is empty: the recipe Hub sets it up first.");
                recipe = recipe with { First = "Hub" };
            }

            var parameters = await runner.ParametersAsync(Serve.System, ct);
            var done = isDryRun ? await runner.TryAsync(recipe, parameters, Serve.Operator, ct, new Terminal()) : await runner.RunAsync(recipe, parameters, Serve.Operator, ct, new Terminal());
            Terminal.Clear();
            Print(done.Report);
            Console.WriteLine(isDryRun ? "Nothing was changed." : "Done.");
            return 0;
        }
        catch (RecipeException refused)
        {
            Terminal.Clear();
            return Verb.Refuse($"{refused.Message}{Environment.NewLine}Nothing was changed.");
        }
        catch (OperationCanceledException)
        {
            Terminal.Clear();
            await Console.Error.WriteLineAsync("Cancelled. Nothing was changed.");
            return Verb.Cancelled;
        }
    }

    /// <summary>How far a run is, on one line that is written over; nothing where no terminal shows it.</summary>
    private sealed class Terminal : IProgress<RecipeProgress>
    {
        private const int Width = 76;
        private const int Bar = 24;

        public void Report(RecipeProgress value)
        {
            var share = value.Of > 0 ? Math.Min(1, (double)value.Done / value.Of) : 0;
            var bar = new string('#', (int)(share * Bar)).PadRight(Bar, '.');
            Write($"[{bar}] {value.Done:N0} of about {Math.Max(value.Of, value.Done):N0}: {value.Step}");
        }

        public static void Clear() => Write("");

        private static void Write(string text)
        {
            if (!Console.IsErrorRedirected)
            {
                Console.Error.Write($"\r{(text.Length > Width ? text[..Width] : text.PadRight(Width))}\r");
            }
        }
    }

    private static void Print(RecipeReport report)
    {
        Console.WriteLine($"{"added",9} {"changed",9} {"as it was",9}");
        foreach (var (name, tally) in report.Tallies)
        {
            Console.WriteLine($"{tally.Added,9:N0} {tally.Changed,9:N0} {tally.Unchanged,9:N0}  {name}");
        }

        foreach (var notes in report.Notes.GroupBy(note => (note.Step, note.Fate, note.Why)))
        {
            Console.WriteLine();
            Console.WriteLine($"{(notes.Key.Fate is RecipeFate.Kept ? "Kept" : "Left out")} of {notes.Key.Step}: {notes.Key.Why}");
            foreach (var note in notes.Take(MostShown))
            {
                Console.WriteLine($"  {note.What}");
            }

            if (notes.Count() is var all && all > MostShown)
            {
                Console.WriteLine($"  and {all - MostShown:N0} more");
            }
        }

        if (report.NotesBeyond > 0)
        {
            Console.WriteLine($"and {report.NotesBeyond:N0} more notes");
        }
    }

    private static RecipePackage? Open(string what, DirectoryInfo? files) =>
        File.Exists(what) ? RecipePackage.Read(File.OpenRead(what), what, Path.GetDirectoryName(Path.GetFullPath(what)), files?.FullName) : null;

    private static Recipe Find(RecipeLibrary library, string what) =>
        library.Find(what) ?? throw new RecipeException($"There is neither a file nor a recipe named {what}.");
}
