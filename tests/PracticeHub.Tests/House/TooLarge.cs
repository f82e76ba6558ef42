using System.Net;
using System.Text;
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

    private static HttpContent BodyOf(string what) => what switch
    {
        "multipart" => new MultipartFormDataContent { { new StringContent(Much), "Markdown" } },
        "too many fields" => Form(string.Join('&', Enumerable.Range(0, TooMany).Select(i => $"f{i}=1"))),
        "a name too long" => Form(new string('n', 3000) + "=1"),
        _ => Form("Markdown=" + Much),
    };

    private static StringContent Form(string body) => new(body, Encoding.UTF8, "application/x-www-form-urlencoded");
}
