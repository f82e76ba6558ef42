using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace PracticeHub.Contents.Features.Writing;

/// <summary>What is wrong with an input, as its editor says it.</summary>
public static class FormErrors
{
    extension(ModelStateDictionary state)
    {
        public string? ErrorOf(string name) => state[name] is { Errors.Count: > 0 } entry ? string.Join(" ", entry.Errors.Select(e => e.ErrorMessage)) : null;
    }
}
