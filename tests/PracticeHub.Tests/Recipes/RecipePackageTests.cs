using System.IO.Compression;
using System.Text;
using PracticeHub.Kernel.Recipes;

namespace PracticeHub.Tests.Recipes;

public sealed class RecipePackageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("package-").FullName;

    [Theory]
    [InlineData("a.png", false)]
    [InlineData("deep/er/a.png", false)]
    [InlineData("deep/../a.png", false)]
    [InlineData("../a.png", true)]
    [InlineData("deep/../../a.png", true)]
    [InlineData("..\\a.png", true)]
    [InlineData("/etc/passwd", true)]
    [InlineData("\\etc\\passwd", true)]
    [InlineData("C:/a.png", true)]
    [InlineData("a\0.png", true)]
    [InlineData("", true)]
    public void A_path_stays_within_the_zip(string path, bool isOutside)
    {
        using var package = RecipePackage.Read(Zip(("Recipe.json", """{ "name": "x", "steps": [] }"""), ("a.png", "one"), ("deep/er/a.png", "two")), "x.zip");
        Assert.Equal(isOutside, package.IsOutside(path));
        if (isOutside)
        {
            Assert.Throws<RecipeException>(() => package.Open(path));
            return;
        }

        using var reader = new StreamReader(package.Open(path));
        Assert.Equal(path.Contains("er", StringComparison.Ordinal) ? "two" : "one", reader.ReadToEnd());
    }

    [Fact]
    public void A_folder_may_be_read_as_far_as_its_root()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "Recipes"));
        Directory.CreateDirectory(Path.Combine(_folder, "wwwroot"));
        File.WriteAllText(Path.Combine(_folder, "wwwroot", "a.png"), "one");
        File.WriteAllText(Path.Combine(_folder, "Recipes", "other.recipe.json"), """{ "name": "Other", "steps": [] }""");
        var recipes = Path.Combine(_folder, "Recipes");
        using var narrow = RecipePackage.Read(Json("""{ "name": "x", "steps": [] }"""), "x.recipe.json", recipes);
        using var wide = RecipePackage.Read(Json("""{ "name": "x", "steps": [] }"""), "x.recipe.json", recipes, _folder);
        Assert.True(narrow.IsOutside("../wwwroot/a.png"));
        using var reader = new StreamReader(wide.Open("../wwwroot/a.png"));
        Assert.Equal("one", reader.ReadToEnd());
        Assert.True(wide.IsOutside("../../a.png"));
        Assert.Equal("Other", narrow.Find("other")?.Name);
        Assert.Null(narrow.Find("nothing"));
    }

    [Theory]
    [InlineData("no zip at all", "is not a zip file that can be read")]
    [InlineData("", "is not a zip file that can be read")]
    public void What_is_no_zip_is_refused(string content, string words) =>
        Assert.Contains(words, Assert.Throws<RecipeException>(() => RecipePackage.Read(Json(content), "x.zip")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{ "name": "x", "steps": [ }""", "x.json, line 1: this is not valid JSON.")]
    [InlineData("[]", "x.json does not hold a JSON object.")]
    public void What_is_no_recipe_is_refused_with_its_line(string json, string words) =>
        Assert.StartsWith(words, Assert.Throws<RecipeException>(() => RecipePackage.Read(Json(json), "x.json")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_zip_without_a_recipe_is_refused() => Assert.Equal(
        "x.zip holds no Recipe.json.", Assert.Throws<RecipeException>(() => RecipePackage.Read(Zip(("other.json", "{}")), "x.zip")).Message);

    [Fact]
    public void A_folder_that_was_zipped_whole_is_read_from_where_its_recipe_lies()
    {
        using var package = RecipePackage.Read(
            Zip(("Theme/Recipes/blog.recipe.json", """{ "name": "Blog", "steps": [] }"""), ("__MACOSX/Theme/Recipes/._blog.recipe.json", "Mac"), ("Theme/Recipes/Snippets/footer.html", "foot"), ("Theme/wwwroot/a.png", "one")), "theme.zip");
        Assert.Equal("Blog", package.Recipe.Name);
        using var picture = new StreamReader(package.Open("../wwwroot/a.png"));
        using var snippet = new StreamReader(package.Open("Snippets/footer.html"));
        Assert.Equal(("one", "foot"), (picture.ReadToEnd(), snippet.ReadToEnd()));
        Assert.True(package.IsOutside("../../../a.png"));
    }

    [Fact]
    public void Of_several_recipes_in_a_zip_the_one_named_Recipe_is_meant()
    {
        var others = new[] { ("Recipes/a.recipe.json", """{ "name": "A", "steps": [] }"""), ("Recipes/b.recipe.json", """{ "name": "B", "steps": [] }""") };
        Assert.Equal("x.zip holds several recipes, as Recipes/a.recipe.json and Recipes/b.recipe.json. Name the one that is meant Recipe.json.", Assert.Throws<RecipeException>(() => RecipePackage.Read(Zip(others), "x.zip")).Message);
        using var package = RecipePackage.Read(Zip([.. others, ("Recipes/Recipe.json", """{ "name": "C", "steps": [] }"""), ("../Recipe.json", "{")]), "x.zip");
        Assert.Equal(("C", "B"), (package.Recipe.Name, package.Find("b")?.Name));
    }

    [Fact]
    public void A_bomb_is_let_go_before_it_fills_anything()
    {
        var bomb = new MemoryStream();
        using (var zip = new ZipArchive(bomb, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("Recipe.json", CompressionLevel.Fastest).Open();
            var blanks = Encoding.ASCII.GetBytes(new string(' ', 1 << 20));
            for (var i = 0; i < (RecipePackage.MostBytes >> 20) + 1; i++)
            {
                entry.Write(blanks);
            }
        }

        bomb.Position = 0;
        Assert.Contains("holds more than 256 MB", Assert.Throws<RecipeException>(() => RecipePackage.Read(bomb, "x.zip")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_long_list_is_left_in_the_file_and_read_from_it_as_it_stands(bool isZip)
    {
        const int count = 4000;
        var items = string.Join(",\n", Enumerable.Range(0, count).Select(i => $$"""{ "n": {{i}}, "text": "{{new string('ü', 200)}} \"]\"" }"""));
        var json = $$"""
            \uFEFF{ "name": "Long", // a comment
              "steps": [ { "name": "content", "short": [1, 2, ],
              "data": [
            {{items}},
              ], "after": true } ] }
            """.Replace("\\uFEFF", "\uFEFF", StringComparison.Ordinal);
        using var package = RecipePackage.Read(isZip ? Zip(("Recipe.json", json)) : Json(json), isZip ? "x.zip" : "x.json");
        var (step, text) = (package.Recipe.Document["steps"]![0]!.AsObject(), package.Recipe.Text!);
        Assert.Equal("""{"name":"content","short":[1,2],"data":[],"after":true}""", step.ToJsonString());
        Assert.Equal((count + 2, 2), (text.Size, text.StepLines[0]));
        foreach (var _ in Enumerable.Range(0, 2))
        {
            var read = text.Read(text.Find(0, "DATA")!, tree: null).ToList();
            Assert.Equal(Enumerable.Range(0, count), read.Select(item => (int)item.Value!["n"]!));
            Assert.Equal(Enumerable.Range(4, count), read.Select(item => item.Line));
        }
    }

    [Theory]
    [InlineData("", "x.json, line 1: this is not valid JSON.")]
    [InlineData("{ \"steps\": [ { \"a\": [1, 2", "x.json, line 1: this is not valid JSON.")]
    [InlineData("{ \"steps\": [] } and more", "x.json, line 1: this is not valid JSON.")]
    [InlineData("{ \"steps\": [\n{ \"data\": [\n{ \"a\": 1, \"a\": 2 } ] } ] }", "x.json, line 3: this is not valid JSON.")]
    [InlineData("{ \"steps\": [\n{ \"name\": \"a\", \"name\": \"b\" } ] }", "x.json, line 2: name stands twice in the same place.")]
    public void What_is_broken_is_said_with_its_line(string json, string words) =>
        Assert.StartsWith(words, Assert.Throws<RecipeException>(() => RecipePackage.Read(Json(json), "x.json")).Message, StringComparison.Ordinal);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static MemoryStream Json(string text) => new(Encoding.UTF8.GetBytes(text));

    private static MemoryStream Zip(params (string Name, string Text)[] files)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in files)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                writer.Write(text);
            }
        }

        stream.Position = 0;
        return stream;
    }
}
