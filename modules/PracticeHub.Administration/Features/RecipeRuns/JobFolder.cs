using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Configuration;
using PracticeHub.Kernel.Data;

namespace PracticeHub.Administration.Features.RecipeRuns;

/// <summary>
/// The one place for a recipe that came by upload and for what became of it, in the folder that the hub's nodes share. The file
/// <c>lock</c> is held by the node that is at it; it lets go however it ends, so that the others see when it has died.
/// </summary>
internal sealed class JobFolder(IConfiguration configuration)
{
    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    private string Root => Directory.CreateDirectory(Path.Combine(DataFolder.Of(configuration), "recipes")).FullName;

    private string JobFile => Path.Combine(Root, "job.json");

    /// <summary>Null while another node, or another verb of this one, is at it.</summary>
    public IDisposable? TryLock()
    {
        try
        {
            return new FileStream(Path.Combine(Root, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    public RecipeJob? Read()
    {
        try
        {
            return JsonSerializer.Deserialize<RecipeJob>(File.ReadAllText(JobFile), Json);
        }
        catch (Exception unreadable) when (unreadable is IOException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Puts the file there whole, so that nobody reads half of it.</summary>
    public void Write(RecipeJob job)
    {
        var next = Path.Combine(Root, $"job.{job.Id}.next");
        File.WriteAllText(next, JsonSerializer.Serialize(job, Json));
        File.Move(next, JobFile, overwrite: true);
    }

    /// <summary>Where the file that was sent lies.</summary>
    public string PackageOf(RecipeJob job) => Path.Combine(Root, "package." + job.Id);

    /// <summary>Asks the node that is at it to stop.</summary>
    public void AskToStop(RecipeJob job) => File.WriteAllText(StopOf(job), "");

    public bool IsAskedToStop(RecipeJob job) => File.Exists(StopOf(job));

    /// <summary>Lets go of all files that were sent but this one, and of what was asked of earlier jobs.</summary>
    public void Clean(RecipeJob? except)
    {
        foreach (var file in Directory.EnumerateFiles(Root, "package.*").Concat(Directory.EnumerateFiles(Root, "stop.*")).Where(file => except is null || file != PackageOf(except)))
        {
            File.Delete(file);
        }
    }

    public void Forget()
    {
        Clean(except: null);
        File.Delete(JobFile);
    }

    private string StopOf(RecipeJob job) => Path.Combine(Root, "stop." + job.Id);
}
