using Microsoft.Extensions.Localization;

namespace PracticeHub.Kernel.Pages;

/// <summary>Finds the words of the module that something belongs to, where no page has them at hand.</summary>
public static class ModuleWords
{
    extension(IStringLocalizerFactory factory)
    {
        public IStringLocalizer WordsOf(Type type) =>
            factory.Create(type.Assembly.GetType($"{type.Assembly.GetName().Name}.Startup") ?? typeof(Words));
    }
}
