using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PracticeHub.Kernel.Text;

namespace PracticeHub.Tests.Text;

public sealed class SlugTests
{
    [Theory]
    [InlineData("Blameless Review!", "blameless-review")]
    [InlineData("  --a  --  b--  ", "a-b")]
    [InlineData("Straße, Øre & Łódź", "strasse-ore-lodz")]
    [InlineData("Crème brûlée à l’été", "creme-brulee-a-lete")]
    [InlineData("İstanbul ısı", "istanbul-isi")]
    [InlineData("Việt Nam", "viet-nam")]
    [InlineData("Άθήνα", "αθηνα")]
    [InlineData("يعمل", "يعمل")]
    [InlineData("يَعْمَل", "يعمل")]
    [InlineData("日本語 ガイド", "日本語-ガイド")]
    [InlineData("Мой ёж", "мой-ёж")]
    [InlineData("हिन्दी", "हिन्दी")]
    [InlineData("한국어", "한국어")]
    [InlineData("Ｆｕｌｌ ①", "full-1")]
    [InlineData("𐐀𐐁", "𐐨𐐩")]
    [InlineData("don't", "dont")]
    [InlineData("C# / .NET 10", "c-net-10")]
    [InlineData("🎉 \uD83D !", "item")]
    [InlineData("", "item")]
    public void A_title_becomes_an_address(string title, string slug) => Assert.Equal(slug, Slug.From(title));

    [Theory]
    [InlineData("one two three", 9, "one-two")]
    [InlineData("unbreakable", 5, "unbre")]
    [InlineData("𐐀𐐁𐐂", 5, "𐐨𐐩")]
    public void A_long_title_is_cut_between_words_or_letters(string title, int maxLength, string slug) =>
        Assert.Equal(slug, Slug.From(title, maxLength));

    [Fact]
    public void Any_text_becomes_a_sound_slug() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), static text =>
        {
            var slug = Slug.From(text ?? "", 20);
            Assert.InRange(slug.Length, 1, 20);
            Assert.All(slug.EnumerateRunes(), rune => Assert.True(IsAllowed(rune), $"{rune} in {slug}"));
            Assert.False(slug.StartsWith('-') || slug.EndsWith('-') || slug.Contains("--", StringComparison.Ordinal));
            Assert.Equal(slug, Slug.From(slug, 20));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    private static bool IsAllowed(Rune rune) => rune.Value == '-' || Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
