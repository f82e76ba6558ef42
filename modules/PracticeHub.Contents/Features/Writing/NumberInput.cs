using System.Globalization;
using PracticeHub.Kernel.Fields;

namespace PracticeHub.Contents.Features.Writing;

/// <summary>How a number is asked for: as the editor of its field says, as far as its limits allow that.</summary>
/// <param name="Type">Of the input; <c>select</c> for a choice of all numbers that are allowed.</param>
public sealed record NumberInput(string Type, decimal? Least, decimal? Most, decimal Step)
{
    private const int MostChoices = 200;
    private const int MostDigits = 6;

    public static NumberInput Of(FieldValue field)
    {
        var (least, most) = (field.Number("Minimum"), field.Number("Maximum"));
        var step = 1m;
        for (var digit = 0; digit < Math.Min(field.Number("Scale") ?? 0, MostDigits); digit++)
        {
            step /= 10;
        }

        var isBounded = least < most;
        var type = field.Field.Editor switch
        {
            // A slider always stands somewhere, so it would answer what nobody has been asked for.
            "Slider" or "Range" when isBounded && field.Setting("Required", false) => "range",
            "Select" when isBounded && (most - least) / step <= MostChoices => "select",
            "Slider" or "Range" or "Select" or "Spinner" => "number",
            _ => "text",
        };
        return new(type, least, most, step);
    }

    /// <summary>All numbers that are allowed, as they are stored.</summary>
    public IEnumerable<string> Choices
    {
        get
        {
            for (var number = Least!.Value; number <= Most; number += Step)
            {
                yield return Machine(number)!;
            }
        }
    }

    /// <summary>As an input of this type says it to the browser; null where it does not.</summary>
    public string? Limit(decimal? number) => Type is "text" ? null : Machine(number);

    private static string? Machine(decimal? number) => number?.ToString("0.############", CultureInfo.InvariantCulture);
}
