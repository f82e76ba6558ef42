using Microsoft.Extensions.Localization;

namespace PracticeHub.Kernel.Pages;

/// <summary>Finds the words of the module that something belongs to, where no page has them at hand.</summary>
public static class ModuleWords
{
    extension(IStringLocalizerFactory factory)
    {
        public IStringLocalizer WordsOf(Type type) =>
            factory.Create(type.Assembly.GetType($"{type.Assembly.GetName().Name}.Startup") ?? typeof(Words));

        /// <summary>The reason in the reader's language.</summary>
        /// <param name="asked">A type of the module that was asked.</param>
        public string Say(Refusal refusal, Type asked)
        {
            var words = factory.WordsOf(refusal.Words ?? asked);
            return refusal.Arguments.Length == 0 ? words[refusal.Message] : words[refusal.Message, refusal.Arguments];
        }
    }
}
