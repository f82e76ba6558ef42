using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace PracticeHub.Tests.Infrastructure;

/// <summary>The hub's own words, and a list of what was asked for in German and is not there.</summary>
internal sealed class AskedWords : IStringLocalizerFactory
{
    private readonly ResourceManagerStringLocalizerFactory _words = new(
        Options.Create(new LocalizationOptions { ResourcesPath = "Resources" }), NullLoggerFactory.Instance);

    /// <summary>By module and English key.</summary>
    public ConcurrentDictionary<string, bool> Missing { get; } = new(StringComparer.Ordinal);

    public IStringLocalizer Create(Type resourceSource) => new Localizer(this, resourceSource.Assembly.GetName().Name!, _words.Create(resourceSource));

    public IStringLocalizer Create(string baseName, string location) => new Localizer(this, location, _words.Create(baseName, location));

    private LocalizedString Found(string module, LocalizedString found)
    {
        if (found.ResourceNotFound && CultureInfo.CurrentUICulture.Name == "de")
        {
            Missing[$"{module}: {found.Name}"] = true;
        }

        return found;
    }

    private sealed class Localizer(AskedWords asked, string module, IStringLocalizer words) : IStringLocalizer
    {
        public LocalizedString this[string name] => asked.Found(module, words[name]);

        public LocalizedString this[string name, params object[] arguments] => asked.Found(module, words[name, arguments]);

        public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => words.GetAllStrings(includeParentCultures);
    }
}
