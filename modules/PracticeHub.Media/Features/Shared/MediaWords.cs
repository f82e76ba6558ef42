using Microsoft.Extensions.Localization;
using PracticeHub.Media.Features.Library;

namespace PracticeHub.Media.Features.Shared;

/// <summary>How sizes, kinds and folders are called.</summary>
internal static class MediaWords
{
    extension(IStringLocalizer words)
    {
        public string SizeOf(long bytes) => bytes switch
        {
            < 1_000 => words["{0} bytes", bytes],
            < 1_000_000 => words["{0} KB", bytes / 1_000],
            _ => words["{0} MB", (bytes / 1_000_000m).ToString("0.0", System.Globalization.CultureInfo.CurrentCulture)],
        };

        public string KindOf(string contentType) => contentType.Split('/', ';') switch
        {
            ["image", ..] => words["Picture"],
            ["audio", ..] => words["Sound"],
            ["video", ..] => words["Film"],
            ["text", ..] => words["Text"],
            _ => words["Document"],
        };

        public string FolderNameOf(string path) => path is MediaPath.Members ? words["Of members"] : MediaPath.NameOf(path);

        /// <summary>The folders on the way to a path, from the room's own down, each with its name.</summary>
        /// <param name="person">Whose it is, where it lies in a folder that is named by an id.</param>
        public IReadOnlyList<(string Path, string Name)> WayTo(string folder, string room, string? person = null)
        {
            var way = new List<(string, string)>();
            for (var at = folder; at.Length > room.Length; at = MediaPath.FolderOf(at))
            {
                way.Insert(0, (at, person is { Length: > 0 } && at == MediaRoom.OwnIn(at) ? person : words.FolderNameOf(at)));
            }

            way.Insert(0, (room, room.Length == 0 ? words["Files"] : words["My files"]));
            return way;
        }
    }
}
