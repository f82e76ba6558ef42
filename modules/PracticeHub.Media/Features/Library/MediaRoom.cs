using PracticeHub.Kernel.Security;

namespace PracticeHub.Media.Features.Library;

/// <summary>The part of the library in which a member works: all of it for those who look after it, for others a folder of their own.</summary>
/// <param name="Root">Empty for all of it.</param>
internal sealed record MediaRoom(string Root)
{
    public static MediaRoom Of(CurrentMember me) => new(me.Can(MediaPermissions.ManageMediaContent) ? "" : OwnFolderOf(me.RequiredId));

    public static string OwnFolderOf(string userId) => $"{MediaPath.Members}/{userId}";

    /// <summary>The folder as it is stored, the member's own where none is named; null when it is none of theirs.</summary>
    public string? Folder(string? path) => MediaPath.Folder(path) switch
    {
        "" => Root,
        { } folder when MediaPath.IsIn(Root, folder) => folder,
        _ => null,
    };

    /// <summary>The folder of their own in which somebody's folder lies; null elsewhere.</summary>
    public static string? OwnIn(string folder) => OwnerIn(folder, "") is { Length: > 0 } owner ? OwnFolderOf(owner) : null;

    /// <summary>A folder as whoever works in the room calls it.</summary>
    public string Inside(string folder) => Holds(folder) ? folder[Root.Length..].TrimStart('/') : folder;

    public bool Holds(string path) => MediaPath.IsIn(Root, path);

    /// <summary>Whose a file is that is put there: what lies in somebody's folder is theirs.</summary>
    public static string OwnerIn(string folder, string otherwise) =>
        folder.Split('/') is [MediaPath.Members, { Length: Kernel.Ids.Length } owner, ..] ? owner : otherwise;
}
