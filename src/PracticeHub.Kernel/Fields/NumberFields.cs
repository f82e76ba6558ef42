using System.Globalization;
using System.Text.Json.Nodes;

namespace PracticeHub.Kernel.Fields;

internal sealed class BooleanField : FieldType
{
    public override string Name => nameof(BooleanField);

    public override bool IsBrief => true;

    public override bool IsEmpty(FieldValue field) => !IsOn(field);

    public override void Show(FieldValue field, ItemHtml html) => html.Fact(field.Label, IsOn(field) ? "✓" : "✗");

    public override void Read(FieldValue field, FieldForm form) => field.Value["Value"] = form.Flag("Value");

    public override void Begin(FieldValue field)
    {
        if (field.Setting("DefaultValue", false))
        {
            field.Value["Value"] = true;
        }
    }

    public static bool IsOn(FieldValue field) => field.Value["Value"] is JsonValue value && value.TryGetValue(out bool isOn) && isOn;
}

internal sealed class NumericField : FieldType
{
    public override string Name => nameof(NumericField);

    public override bool IsBrief => true;

    public override bool IsEmpty(FieldValue field) => field.Text("Value").Length == 0;

    public override void Show(FieldValue field, ItemHtml html) => html.Fact(field.Label, field.Text("Value"));

    /// <summary>What is no number stays as it was typed, so that the reader sees it again beside the message.</summary>
    public override void Read(FieldValue field, FieldForm form)
    {
        var typed = form.Text("Value").Trim();
        field.Value["Value"] = NumberOr(typed);
    }

    public override void Begin(FieldValue field)
    {
        if (field.Number("DefaultValue") is { } number)
        {
            field.Value["Value"] = number;
        }
    }

    /// <summary>The number that was typed, with the comma where the writer's language has one; what is none stays as it is.</summary>
    internal static JsonNode? NumberOr(string typed)
    {
        var plain = CultureInfo.CurrentCulture.NumberFormat.NumberDecimalSeparator is "," ? typed.Replace(',', '.') : typed;
        return typed.Length == 0 ? null : decimal.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : JsonValue.Create(typed);
    }

    public override IEnumerable<FieldFault> Check(FieldValue field)
    {
        if (IsEmpty(field))
        {
            return base.Check(field);
        }

        if (!decimal.TryParse(field.Text("Value"), NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return [new("{0} is not a number.")];
        }

        var scale = (int)(field.Number("Scale") ?? 0);
        return number < field.Number("Minimum") ? [new("{0} is less than {1}.", field.Number("Minimum")!)]
            : number > field.Number("Maximum") ? [new("{0} is more than {1}.", field.Number("Maximum")!)]
            : decimal.Round(number, Math.Clamp(scale, 0, 28)) != number ? [new("{0} has more than {1} digits after the point.", scale)]
            : [];
    }
}

/// <summary>What the fields of days and hours share: a text that must be readable as one.</summary>
public abstract class MomentField : FieldType
{
    public override bool IsBrief => true;

    public override bool IsEmpty(FieldValue field) => field.Text("Value").Length == 0;

    public override void Show(FieldValue field, ItemHtml html) => html.Fact(field.Label, Shown(field) ?? field.Text("Value"), Machine(field));

    public override void Read(FieldValue field, FieldForm form)
    {
        var typed = form.Text("Value").Trim();
        field.Value["Value"] = typed.Length == 0 ? null : Stored(typed) ?? typed;
    }

    public override IEnumerable<FieldFault> Check(FieldValue field) =>
        !IsEmpty(field) && Machine(field) is null ? [new("{0} is not a date or time that can be read.")] : base.Check(field);

    /// <summary>What a form's own control gives and takes; null when it cannot be read.</summary>
    public abstract string? Machine(FieldValue field);

    /// <summary>What readers see, the same in every language.</summary>
    protected abstract string? Shown(FieldValue field);

    /// <summary>Orchard Core's way of writing it; null when it cannot be read.</summary>
    protected abstract string? Stored(string typed);

    protected static DateTimeOffset? Parse(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;
}

internal sealed class DateField : MomentField
{
    public override string Name => nameof(DateField);

    public override string? Machine(FieldValue field) => Parse(field.Text("Value"))?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    protected override string? Shown(FieldValue field) => Machine(field);

    protected override string? Stored(string typed) => Parse(typed)?.ToString("yyyy-MM-dd'T'00:00:00'Z'", CultureInfo.InvariantCulture);
}

internal sealed class DateTimeField : MomentField
{
    public override string Name => nameof(DateTimeField);

    public override string? Machine(FieldValue field) => Parse(field.Text("Value"))?.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);

    protected override string? Shown(FieldValue field) => Parse(field.Text("Value"))?.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    protected override string? Stored(string typed) => Parse(typed)?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

internal sealed class TimeField : MomentField
{
    public override string Name => nameof(TimeField);

    public override string? Machine(FieldValue field) => ParseTime(field.Text("Value"));

    protected override string? Shown(FieldValue field) => ParseTime(field.Text("Value"))?[..5];

    protected override string? Stored(string typed) => ParseTime(typed);

    private static string? ParseTime(string text) => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time) && time >= TimeSpan.Zero && time < TimeSpan.FromDays(1)
        ? time.ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture) : null;
}

internal sealed class GeoPointField : FieldType
{
    public override string Name => nameof(GeoPointField);

    public override bool IsBrief => true;

    public override bool IsEmpty(FieldValue field) => field.Text("Latitude").Length == 0 || field.Text("Longitude").Length == 0;

    /// <summary>The coordinates: a map would tell somebody else who reads what.</summary>
    public override void Show(FieldValue field, ItemHtml html) => html.Fact(field.Label, $"{field.Text("Latitude")}, {field.Text("Longitude")}");

    public override void Read(FieldValue field, FieldForm form)
    {
        foreach (var name in new[] { "Latitude", "Longitude" })
        {
            var typed = form.Text(name).Trim();
            field.Value[name] = NumericField.NumberOr(typed);
        }
    }

    public override IEnumerable<FieldFault> Check(FieldValue field)
    {
        if (field.Text("Latitude").Length == 0 && field.Text("Longitude").Length == 0)
        {
            return base.Check(field);
        }

        return IsWithin(field.Text("Latitude"), 90) && IsWithin(field.Text("Longitude"), 180) ? [] : [new("{0} is no place: the latitude lies between -90 and 90, the longitude between -180 and 180.")];
    }

    private static bool IsWithin(string text, decimal most) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) <= most;
}
