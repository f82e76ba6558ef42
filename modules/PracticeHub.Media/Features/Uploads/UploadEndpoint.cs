using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Fields;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;
using PracticeHub.Media.Features.Library;
using PracticeHub.Media.Features.Storage;

namespace PracticeHub.Media.Features.Uploads;

/// <summary>What a script learns of the file that it has sent.</summary>
/// <param name="Url">The address under which it is shown.</param>
/// <param name="Name">As it is called now: cleaned, and numbered where the name was taken.</param>
/// <param name="Alt">What one sees in it; empty until somebody says so.</param>
public sealed record Uploaded(string Path, string Url, string Name, bool IsImage, string Alt);

/// <summary>
/// <c>POST /media/upload</c> for scripts: one file as a form, with the antiforgery token as a header, and optionally its
/// <c>folder</c> and <c>alt</c>; without a folder it goes into the member's own. Answers 201, or 4xx with a message.
/// </summary>
internal static class UploadEndpoint
{
    public const string Address = "/media/upload";

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapPost(Address, PostAsync).RequireAuthorization().WithMetadata(
        new NeedsAttribute(MediaPermissions.ManageOwnMediaContent.Name),
        new RequestSizeLimitAttribute(endpoints.ServiceProvider.GetRequiredService<MediaOptions>().MostBytesOfAForm));

    private static async Task<IResult> PostAsync(HttpContext http, IAntiforgery antiforgery, CurrentMember me, Uploader uploader, IStringLocalizer<Startup> words)
    {
        IResult Refused(string message, int status = StatusCodes.Status422UnprocessableEntity) => Results.Json(new { message }, statusCode: status);
        if (!me.Can(MediaPermissions.ManageOwnMediaContent))
        {
            return Refused(words["Uploading files is not yours to do."], StatusCodes.Status403Forbidden);
        }

        if (!await antiforgery.IsRequestValidAsync(http) || !http.Request.HasFormContentType)
        {
            return Refused(words["Load the page again and repeat what you did."], StatusCodes.Status400BadRequest);
        }

        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var asked = form.TryGetValue("folder", out var named) ? named.ToString() : MediaRoom.OwnFolderOf(me.RequiredId);
        if (form.Files is not [var sent] || MediaRoom.Of(me).Folder(asked) is not { } folder)
        {
            return Refused(words["Send one file, to a folder that is yours."]);
        }

        var (file, refusal) = await uploader.TakeAsync(sent, folder, form["alt"], http.RequestAborted);
        return refusal is not null ? Refused(Say(words, refusal)) : Results.Created(MediaAddress.Of(file!.Path), new Uploaded(file.Path, MediaAddress.Of(file.Path), file.Name, file.IsImage, file.Alt));
    }

    private static string Say(IStringLocalizer words, Refusal refusal) => refusal.Arguments.Length == 0 ? words[refusal.Message] : words[refusal.Message, refusal.Arguments];
}
