using CsvHelper;
using PracticeHub.Kernel;

namespace PracticeHub.Communities.Features.Inviting;

/// <summary>A line of the file: a user name or address, and a role where it has one.</summary>
internal sealed record MemberLine(long Number, string Who, string Role);

/// <summary>Reads the CSV file of an import of members.</summary>
internal static class MemberFile
{
    private const int MostLines = 5000;
    private static readonly string[] Headings = ["user", "username", "user name", "name", "email", "e-mail", "mail"];
    private static readonly CsvReaderOptions Options = new()
    {
        HasHeader = false, TrimWhitespace = true, TrackLineNumbers = true, SkipEmptyLines = true, MalformedData = CsvMalformedDataHandling.Throw,
    };

    public static async Task<(Refusal? Broken, List<MemberLine> Lines)> ReadAsync(Stream csv, CancellationToken ct)
    {
        using var text = new StreamReader(csv);
        var lines = new List<MemberLine>();
        try
        {
            Read(await text.ReadToEndAsync(ct), lines);
        }
        catch (CsvFormatException broken)
        {
            return (new("broken-csv", "Line {0} is not valid CSV. Nothing was changed.", broken.LineNumber), lines);
        }

        return lines.Count switch
        {
            0 => (new("empty-csv", "There is nobody in this file."), lines),
            > MostLines => (new("long-csv", "The file has more than {0} lines. Split it. Nothing was changed.", MostLines), lines),
            _ => (null, lines),
        };
    }

    private static void Read(string text, List<MemberLine> lines)
    {
        using var reader = CsvReader.FromText(text, Options);
        while (lines.Count <= MostLines && reader.Read())
        {
            var who = reader.GetString(0).Trim();
            if (who.Length > 0 && !(lines.Count == 0 && Headings.Contains(who.ToLowerInvariant())))
            {
                lines.Add(new(reader.LineNumber, who, reader.FieldCount > 1 ? reader.GetString(1).Trim() : ""));
            }
        }
    }
}
