namespace PracticeHub.Kernel.Expressions.Core;

/// <summary>
/// One evaluation: what it sees, what it declared, what it may still use. Stack depth follows the depth of the syntax
/// tree, which the parsers bound; work follows the budget.
/// </summary>
internal sealed partial class Machine
{
    public const int CharactersPerStep = 4_096;

    private const int MaxNesting = 16;

    /// <summary>The evaluation that a scope function was called from, so that one started there shares its budget.</summary>
    [ThreadStatic]
    private static Machine? running;

    private readonly Machine? outer;
    private readonly Budget budget;
    private readonly int nesting;

    private Machine(SourceText source, Scope scope, ExpressionLimits limits)
    {
        (Source, Scope, Limits, outer) = (source, scope, limits, running);
        nesting = (outer?.nesting ?? 0) + 1;
        budget = outer?.budget ?? new Budget { Left = (long)limits.Steps * CharactersPerStep };
    }

    public SourceText Source { get; }

    public Scope Scope { get; }

    public ExpressionLimits Limits { get; }

    public Frame Locals { get; set; } = new(null);

    /// <summary>The value of the last statement.</summary>
    public Value Result { get; set; }

    public static T Run<T>(SourceText source, Scope scope, ExpressionLimits? limits, Func<Machine, T> body)
    {
        var machine = new Machine(source, scope, limits ?? ExpressionLimits.Default);
        machine.CheckStart();
        running = machine;
        try
        {
            return body(machine);
        }
        finally
        {
            running = machine.outer;
        }
    }

    public ExpressionException Fail(string message, int at, Exception? inner = null) => Source.Error(message, at, inner);

    public void Step(int at, int count = 1) => Work((long)count * CharactersPerStep, at);

    /// <summary>Takes the handling of so many characters from the budget.</summary>
    public void Work(long characters, int at)
    {
        if ((budget.Left -= characters) < 0)
        {
            throw Fail($"This takes more than {Limits.Steps} steps.", at);
        }
    }

    /// <summary>A search is naive at worst, so it costs by both lengths.</summary>
    public void Search(int length, int sought, int at) => Work(((long)length * sought / 16) + length, at);

    public Value Text(string text, int at)
    {
        CheckLength(text.Length, at);
        Work(text.Length, at);
        return Value.Of(text);
    }

    public void CheckLength(long length, int at)
    {
        if (length > Limits.StringLength)
        {
            throw Fail($"A text grows beyond {Limits.StringLength} characters.", at);
        }
    }

    public void CheckDepth(int depth, int at)
    {
        if (depth > Limits.Depth)
        {
            throw Fail($"A value is nested more than {Limits.Depth} levels deep.", at);
        }
    }

    private void CheckStart()
    {
        if (Source.Length > Limits.SourceLength)
        {
            throw Fail($"The source is longer than {Limits.SourceLength} characters.", Source.Start);
        }

        if (nesting > MaxNesting)
        {
            throw Fail("Expressions call each other in a circle or too deeply.", Source.Start);
        }

        Work(Source.Length, Source.Start);
    }

    private sealed class Budget
    {
        public long Left { get; set; }
    }
}
