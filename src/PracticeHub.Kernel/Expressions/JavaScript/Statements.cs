using PracticeHub.Kernel.Expressions.Core;

namespace PracticeHub.Kernel.Expressions.JavaScript;

internal abstract class Statement
{
    /// <summary>True once the script has returned; the result waits in the machine.</summary>
    public abstract bool Execute(Machine machine);
}

internal sealed class ExpressionStatement(Node expression) : Statement
{
    public override bool Execute(Machine machine)
    {
        machine.Result = expression.Evaluate(machine);
        return false;
    }
}

internal sealed class Return(Node? value, int at) : Statement
{
    public override bool Execute(Machine machine)
    {
        machine.Step(at);
        machine.Result = value?.Evaluate(machine) ?? Value.Undefined;
        return true;
    }
}

internal sealed class Declaration(bool isVar, List<(string Name, Node? Value)> variables, int at) : Statement
{
    public override bool Execute(Machine machine)
    {
        foreach (var (name, node) in variables)
        {
            machine.Step(at);
            var value = node?.Evaluate(machine) ?? Value.Undefined;
            if (!isVar && machine.Locals.Has(name))
            {
                throw machine.Fail($"`{name}` is declared already.", at);
            }

            (isVar ? machine.Locals.Root : machine.Locals).Set(name, value);
        }

        return false;
    }
}

internal sealed class If(Node condition, IReadOnlyList<Statement> then, IReadOnlyList<Statement>? otherwise, int at) : Statement
{
    public override bool Execute(Machine machine)
    {
        machine.Step(at);
        var branch = condition.Evaluate(machine).IsTrue ? then : otherwise;
        machine.Result = Value.Undefined;
        return branch is not null && Block.Execute(machine, branch);
    }
}

internal static class Block
{
    public static bool Execute(Machine machine, IReadOnlyList<Statement> statements)
    {
        var outer = machine.Locals;
        machine.Locals = new(outer);
        var returned = statements.Any(statement => statement.Execute(machine));
        machine.Locals = outer;
        return returned;
    }
}
