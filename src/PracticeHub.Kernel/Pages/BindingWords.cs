using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace PracticeHub.Kernel.Pages;

/// <summary>What a form says of a value that is none of its kind, as letters where a number belongs, in the reader's language.</summary>
public sealed class BindingWords(IStringLocalizer<Words> words) : IConfigureOptions<MvcOptions>
{
    public void Configure(MvcOptions options)
    {
        var messages = options.ModelBindingMessageProvider;
        messages.SetAttemptedValueIsInvalidAccessor((_, _) => Odd);
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => Odd);
        messages.SetUnknownValueIsInvalidAccessor(_ => Odd);
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => Odd);
        messages.SetValueIsInvalidAccessor(_ => Odd);
        messages.SetValueMustBeANumberAccessor(_ => Odd);
        messages.SetNonPropertyValueMustBeANumberAccessor(() => Odd);
        messages.SetValueMustNotBeNullAccessor(_ => words["Fill this in."]);
        messages.SetMissingBindRequiredValueAccessor(_ => words["Fill this in."]);
        messages.SetMissingKeyOrValueAccessor(() => words["Fill this in."]);
    }

    private string Odd => words["This value does not fit here."];
}
