using PracticeHub.Resources;

namespace PracticeHub.Tests;

public sealed class WebAddressTests
{
    [Theory]
    [InlineData("https://example.org", "https://example.org")]
    [InlineData("https://example.org/", "https://example.org")]
    [InlineData("HTTPS://Example.ORG/Path/", "https://example.org/Path")]
    [InlineData("http://example.org:80/a", "http://example.org/a")]
    [InlineData("https://example.org:443/a", "https://example.org/a")]
    [InlineData("https://example.org:8443/a", "https://example.org:8443/a")]
    [InlineData("https://example.org/a#part", "https://example.org/a")]
    [InlineData("https://example.org/?utm_source=x", "https://example.org")]
    [InlineData("https://example.org/a?utm_source=x&b=1&UTM_Medium=y&fbclid=z", "https://example.org/a?b=1")]
    [InlineData("https://example.org/a?b=1&c=2", "https://example.org/a?b=1&c=2")]
    [InlineData("https://example.org/a?c=2&b=1", "https://example.org/a?c=2&b=1")]
    [InlineData("https://example.org/a?utm%5Fsource=x&b", "https://example.org/a?b")]
    [InlineData("https://example.org/a?utmost=1", "https://example.org/a?utmost=1")]
    [InlineData("  https://example.org/a\n", "https://example.org/a")]
    [InlineData("https://example.org./a", "https://example.org/a")]
    [InlineData("https://bücher.example/ä", "https://xn--bcher-kva.example/%C3%A4")]
    [InlineData("https://xn--bcher-kva.example/%C3%A4", "https://xn--bcher-kva.example/%C3%A4")]
    [InlineData("https://example.org/a/../b/./c", "https://example.org/b/c")]
    [InlineData("https://en.wikipedia.org/wiki/C_Sharp_(language)", "https://en.wikipedia.org/wiki/C_Sharp_(language)")]
    [InlineData("http://192.168.0.1/a", "http://192.168.0.1/a")]
    [InlineData("http://[2001:DB8::1]/a", "http://[2001:db8::1]/a")]
    [InlineData("https://example.org/?", "https://example.org")]
    [InlineData("https://example.org/?a=&gclid=1", "https://example.org?a=")]
    public void One_page_has_one_address(string typed, string normalised) => Assert.Equal(normalised, WebAddress.Parse(typed)?.Normalised);

    [Theory]
    [InlineData("https://example.org/a", "http://example.org/a")]
    [InlineData("https://example.org/a", "https://www.example.org/a")]
    [InlineData("https://example.org/a", "https://example.org/A")]
    [InlineData("https://example.org/a?b=1", "https://example.org/a?b=2")]
    public void Different_pages_stay_different(string one, string other) => Assert.NotEqual(WebAddress.Parse(one)?.Normalised, WebAddress.Parse(other)?.Normalised);

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("example.org")]
    [InlineData("/relative")]
    [InlineData("//example.org")]
    [InlineData("https:/example.org")]
    [InlineData("https://")]
    [InlineData("https://?q")]
    [InlineData("ftp://example.org")]
    [InlineData("file:///etc/passwd")]
    [InlineData("mailto:a@example.org")]
    [InlineData("javascript:alert(1)")]
    [InlineData("java\nscript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("https://user:secret@example.org/")]
    [InlineData("https://trusted.example@evil.example/")]
    [InlineData("https://example.org\\@evil.example")]
    [InlineData("https://exa mple.org")]
    [InlineData("https://example.org/a\tb")]
    public void What_no_browser_should_open_is_none(string? typed) => Assert.Null(WebAddress.Parse(typed));

    [Fact]
    public void An_endless_address_is_none() => Assert.Null(WebAddress.Parse("https://example.org/" + new string('a', 2048)));

    [Theory]
    [InlineData("https://www.example.org/a", "example.org")]
    [InlineData("https://docs.example.org/a", "docs.example.org")]
    [InlineData("https://WWW.Example.org", "example.org")]
    public void The_site_is_named_as_people_name_it(string typed, string site) => Assert.Equal(site, WebAddress.Parse(typed)?.Site);
}
