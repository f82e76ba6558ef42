using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace PracticeHub.Kernel.Pages;

/// <summary>Rows that a browser saves as a CSV file, sent as they are read.</summary>
public sealed class CsvDownload : IAsyncDisposable
{
    private readonly StreamWriter _text;

    /// <param name="name">Of the file, without characters that a header would have to quote.</param>
    public CsvDownload(HttpContext context, string name)
    {
        context.Response.Announce("text/csv; charset=utf-8", name);
        // With a mark, or spreadsheets take it for another encoding.
        _text = new StreamWriter(context.Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
    }

    public Task WriteAsync(params IEnumerable<string> cells) => _text.WriteAsync(string.Join(',', cells.Select(Cell)) + "\r\n");

    public ValueTask DisposeAsync() => _text.DisposeAsync();

    /// <summary>A cell that a spreadsheet would take for a formula is made a text.</summary>
    private static string Cell(string text) => $"\"{(text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal) ? "'" : "")}{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

public static class Downloads
{
    extension(HttpResponse response)
    {
        /// <summary>Says that what follows is a file to be saved, and nobody's to keep for others.</summary>
        public void Announce(string contentType, string name)
        {
            response.ContentType = contentType;
            response.Headers.ContentDisposition = $"attachment; filename={name}";
            response.Headers.CacheControl = "no-store";
        }
    }

    extension(DateTimeOffset at)
    {
        /// <summary>As programs read it.</summary>
        public string Machine => at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
    }
}
