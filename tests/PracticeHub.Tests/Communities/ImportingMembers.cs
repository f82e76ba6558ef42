using System.Net;
using System.Text;
using PracticeHub.Kernel.Security;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests;

public abstract class ImportingMembers(TestHub hub)
{
    [Fact]
    public async Task A_leader_adds_many_and_reads_who_was_skipped_and_why()
    {
        var (address, community) = await StartAsync();
        var page = await SendAsync(address, "user;role\r\n\"omar\";member\r\nines@example.org;curator\r\nnobody;\r\nnadia;emperor\r\namina;member\r\nOMAR@EXAMPLE.ORG\r\n");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal("2 added, 4 skipped", page.One("#report").TextContent);
        Assert.Equal(["4", "5", "6", "7"], page.Document.QuerySelectorAll("tbody td:first-child").Select(td => td.TextContent));
        Assert.Equal(CommunityRole.Member, (await Places.MembershipAsync(hub, community.Id, Cast.Omar))!.Role);
        Assert.Equal(CommunityRole.Curator, (await Places.MembershipAsync(hub, community.Id, Cast.Ines))!.Role);
        Assert.Equal(CommunityRole.Leader, (await Places.MembershipAsync(hub, community.Id, Cast.Amina))!.Role);
        Assert.Null(await Places.MembershipAsync(hub, community.Id, Cast.Nadia));
    }

    [Fact]
    public async Task A_broken_file_changes_nothing_and_names_the_line()
    {
        var (address, community) = await StartAsync();
        var page = await SendAsync(address, "omar,member\ntomas,\"mem");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("Line 2", page.One("#file-error").TextContent, StringComparison.Ordinal);
        Assert.Null(await Places.MembershipAsync(hub, community.Id, Cast.Omar));
    }

    [Fact]
    public async Task No_file_is_said_at_the_field()
    {
        var (address, _) = await StartAsync();
        var page = await SendAsync(address, null);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.NotEqual("", page.One("#file-error").TextContent);
    }

    private async Task<(string, Community)> StartAsync()
    {
        var address = await Places.StartAsync(hub, Cast.Amina, Places.Name("Muster"));
        return (address, await Places.FindAsync(hub, address));
    }

    private async Task<PageSeen> SendAsync(string address, string? csv)
    {
        using var amina = await hub.AsAsync(Cast.Amina);
        var page = await amina.GetAsync(address + "/import");
        using var content = new MultipartFormDataContent { { new StringContent(page.One("main input[name=__RequestVerificationToken]").GetAttribute("value")!), "__RequestVerificationToken" } };
        if (csv is not null)
        {
            content.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(csv)), "Csv", "members.csv");
        }

        using var response = await amina.Http.PostAsync(new Uri(address + "/import", UriKind.Relative), content, TestContext.Current.CancellationToken);
        return await Browser.SeeAsync(response);
    }

    public sealed class OnSqlite(SqliteHub hub) : ImportingMembers(hub);

    public sealed class OnPostgres(PostgresHub hub) : ImportingMembers(hub);
}
