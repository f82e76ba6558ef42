using System.Globalization;
using Microsoft.Extensions.Localization;

namespace PracticeHub.Tests.Infrastructure;

/// <summary>A language in which every text stands in brackets, so that one sees what has gone through the localizer.</summary>
internal sealed class PseudoWords : IStringLocalizerFactory
{
    public const char Opens = '\u27e6';
    public const char Closes = '\u27e7';

    public IStringLocalizer Create(Type resourceSource) => new Localizer();

    public IStringLocalizer Create(string baseName, string location) => new Localizer();

    private sealed class Localizer : IStringLocalizer
    {
        public LocalizedString this[string name] => new(name, Opens + name + Closes);

        public LocalizedString this[string name, params object[] arguments] => new(name, Opens + string.Format(CultureInfo.CurrentCulture, name, arguments) + Closes);

        public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => [];
    }
}
