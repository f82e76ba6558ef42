using System.Text.RegularExpressions;
using System.Xml.Linq;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests.House;

/// <summary>Law 1: arrows point down. Everything is read from the project and manifest files on disk.</summary>
public sealed partial class Arrows
{
    private static readonly string[] Rooms = ["src", "modules", "themes"];

    private static readonly Dictionary<string, Project> All = Rooms
        .SelectMany(room => Directory.EnumerateFiles(Path.Combine(Repository.Root, room), "*.csproj", SearchOption.AllDirectories)
            .Select(file => Project.Read(room, file)))
        .ToDictionary(p => p.Name);

    public static TheoryData<string> Modules => [.. All.Values.Where(p => p.Room == "modules").Select(p => p.Name)];

    public static TheoryData<string> Themes => [.. All.Values.Where(p => p.Room == "themes").Select(p => p.Name)];

    public static TheoryData<string> Databases => [.. All.Keys.Where(name => name.StartsWith("PracticeHub.Data.", StringComparison.Ordinal))];

    [Fact]
    public void The_house_is_found() => Assert.True(Modules.Count > 5 && Themes.Count > 1 && Databases.Count == 2, string.Join(", ", All.Keys));

    [Fact]
    public void The_kernel_knows_no_other_project() => Assert.Empty(All["PracticeHub.Kernel"].References);

    [Theory, MemberData(nameof(Databases))]
    public void A_database_knows_only_the_kernel(string name) => Assert.Equal(["PracticeHub.Kernel"], All[name].References);

    [Theory, MemberData(nameof(Modules))]
    public void A_module_uses_only_the_modules_that_its_manifest_names(string name) =>
        Assert.Empty(All[name].References.Except(All[name].Dependencies).Except(["PracticeHub.Kernel"]));

    [Theory, MemberData(nameof(Modules))]
    public void A_manifest_names_only_modules_that_exist(string name) =>
        Assert.Empty(All[name].Dependencies.Except(All.Values.Where(p => p.Room == "modules").Select(p => p.Name)));

    [Theory, MemberData(nameof(Themes))]
    public void A_theme_knows_only_the_kernel_and_other_themes(string name) =>
        Assert.DoesNotContain(All[name].References, reference => reference != "PracticeHub.Kernel" && All[reference].Room != "themes");

    [Fact]
    public void Nobody_but_the_host_knows_which_database_it_stands_on() => Assert.DoesNotContain(
        All.Values, p => p.Name != "PracticeHub.Web" && p.References.Any(r => r.StartsWith("PracticeHub.Data.", StringComparison.Ordinal)));

    [Fact]
    public void There_are_no_circles() => Assert.All(All.Keys, name => Assert.DoesNotContain(name, Below(name)));

    private static HashSet<string> Below(string name)
    {
        var found = new HashSet<string>();
        var open = new Stack<string>(NeededBy(name));
        while (open.TryPop(out var next))
        {
            if (found.Add(next))
            {
                NeededBy(next).ToList().ForEach(open.Push);
            }
        }

        return found;
    }

    private static IEnumerable<string> NeededBy(string name) => All[name].References.Concat(All[name].Dependencies);

    private sealed partial record Project(string Name, string Room, IReadOnlyList<string> References, IReadOnlyList<string> Dependencies)
    {
        public static Project Read(string room, string file)
        {
            var manifest = Path.Combine(Path.GetDirectoryName(file)!, "Manifest.cs");
            return new(Path.GetFileNameWithoutExtension(file), room, [.. ReferencesIn(file)], [.. File.Exists(manifest) ? DependenciesIn(File.ReadAllText(manifest)) : []]);
        }

        // The host takes whole folders in; those are its right.
        private static IEnumerable<string> ReferencesIn(string file) => XDocument.Load(file).Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/'))).Where(name => name != "*");

        private static IEnumerable<string> DependenciesIn(string manifest) =>
            Quoted().Matches(List().Match(manifest).Groups[1].Value).Select(m => m.Groups[1].Value);

        [GeneratedRegex(@"Dependencies\s*=\s*\[([^\]]*)\]")]
        private static partial Regex List();

        [GeneratedRegex("\"([^\"]+)\"")]
        private static partial Regex Quoted();
    }
}
