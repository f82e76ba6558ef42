using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;
using PracticeHub.Tests.Infrastructure;
using PracticeHub.Web;

namespace PracticeHub.Tests.House;

/// <summary>Whatever is too large about a request, it is refused with 413 and a page that says what to do.</summary>
public sealed class TooLarge(PostgresHub hub)
{
    private const int TooMany = 2000;
    private static readonly string Much = new('x', (int)HubApplication.MostBytes + 1000);

    public static TheoryData<string> Bodies => ["a whole body", "a body that does not say its length", "multipart", "too many fields", "a name too long"];

    [Theory, MemberData(nameof(Bodies))]
    public async Task It_is_refused_in_a_page(string what)
    {
        using var amina = await hub.AsAsync(Cast.Amina);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/log") { Content = BodyOf(what) };
        request.Headers.TransferEncodingChunked = what == "a body that does not say its length";
        request.Headers.ExpectContinue = true;
        using var response = await amina.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var page = await Browser.SeeAsync(response);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, page.Status);
        Assert.Equal("That is too large", page.One("main h1").TextContent);
    }

    [Fact]
    public async Task What_a_form_says_is_kept_but_for_what_no_database_can_hold()
    {
        using var amina = await hub.AsAsync(Cast.Amina);
        var token = (await amina.GetAsync("/log")).One("#log-composer input[name=__RequestVerificationToken]").GetAttribute("value")!;
        using var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { new StringContent("Nothing\0 hidden here"), "Markdown" } };
        var page = await amina.SendAsync("/log", form);
        Assert.Equal(HttpStatusCode.Found, page.Status);
        Assert.Equal("Nothing hidden here", (await amina.GetAsync(page.Location!)).One("h1").TextContent);
    }

    /// <summary>What is not for them is refused by what it says of itself, and nothing of it is read.</summary>
    [Theory]
    [InlineData(null, 3, false)]
    [InlineData(Cast.Omar, 3, false)]
    [InlineData(Cast.Maren, 3, true)]
    [InlineData(Cast.Maren, 1024, false)]
    public async Task A_place_may_take_more_from_those_who_may_use_it(string? who, int megabytes, bool isTaken)
    {
        var typed = new string('x', 3 << 20);
        using var body = new Watched(Encoding.UTF8.GetBytes("Markdown=" + typed));
        var context = new DefaultHttpContext();
        context.SetEndpoint(new(null, new(new RequestSizeLimitAttribute(10 << 20), new NeedsAttribute("ManageUsers")), "a place"));
        (context.Request.Method, context.Request.ContentType, context.Request.Body) = ("POST", "application/x-www-form-urlencoded", body);
        context.Request.ContentLength = megabytes == 3 ? body.Length : (long)megabytes << 20;
        var status = await hub.InScopeAsync(async services =>
        {
            var me = services.GetRequiredService<CurrentMember>();
            await me.LoadAsync(who is null ? null : Cast.IdOf(who), null, TestContext.Current.CancellationToken);
            context.RequestServices = services;
            await new Intake(_ => Task.CompletedTask).InvokeAsync(context, me);
            return context.Response.StatusCode;
        });
        Assert.Equal((isTaken ? 200 : 413, isTaken ? typed.Length : 0), (status, context.Request.Form["Markdown"].ToString().Length));
        Assert.Equal(isTaken, body.IsRead);
    }

    private sealed class Watched(byte[] content) : MemoryStream(content)
    {
        public bool IsRead { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            IsRead = true;
            return base.ReadAsync(buffer, cancellationToken);
        }
    }

    private static HttpContent BodyOf(string what) => what switch
    {
        "multipart" => new MultipartFormDataContent { { new StringContent(Much), "Markdown" } },
        "too many fields" => Form(string.Join('&', Enumerable.Range(0, TooMany).Select(i => $"f{i}=1"))),
        "a name too long" => Form(new string('n', 3000) + "=1"),
        _ => Form("Markdown=" + Much),
    };

    private static StringContent Form(string body) => new(body, Encoding.UTF8, "application/x-www-form-urlencoded");
}
