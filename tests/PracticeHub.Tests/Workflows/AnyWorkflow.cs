using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using PracticeHub.Tests.Infrastructure;
using PracticeHub.Tests.Workflows;

namespace PracticeHub.Tests;

/// <summary>Any process, drawn and run, goes as the plain model of it goes, whatever comes in which order.</summary>
public abstract class AnyWorkflow(TestHub hub)
{
    /// <summary>Something that comes from outside: signs, written together, or hours that pass.</summary>
    private sealed record Move(IReadOnlyList<string> Signs, int Hours);

    private static readonly Gen<string> Signs = Gen.Elements("p", "q");

    private static readonly Gen<List<Move>> Moves = Gen.Frequency(
        (3, Signs.Select(sign => new Move([sign], 0))),
        (1, Signs.Two().Select(two => new Move([two.Item1, two.Item2], 0))),
        (2, Gen.Choose(1, 4).Select(hours => new Move([], hours)))).ListOf().Select(moves => moves.ToList());

    private static Gen<Step> AnyStep(int depth) => depth == 0 ? Leaf : Gen.Frequency(
        (3, Leaf),
        (1, from then in Steps(depth - 1) from other in Steps(depth - 1) select (Step)new Choose(then, other)),
        (3, from isAny in Gen.Elements(true, false) from count in Gen.Choose(2, 3) from ways in Gen.ListOf(Steps(depth - 1), count) select (Step)new Branches(isAny, [.. ways])),
        (2, from times in Gen.Choose(0, 3) from body in Steps(depth - 1) select (Step)new Repeat(times, body)));

    private static Gen<Step> Leaf => Gen.Frequency(
        (2, Gen.Fresh(() => (Step)new Note())),
        (2, Signs.Select(sign => (Step)new AwaitSign(sign))),
        (1, Gen.Choose(1, 3).Select(hours => (Step)new AwaitHours(hours))));

    private static Gen<IReadOnlyList<Step>> Steps(int depth) =>
        from count in Gen.Choose(1, 3) from steps in Gen.ListOf(Gen.Fresh(() => depth).SelectMany(AnyStep), count) select (IReadOnlyList<Step>)[.. steps];

    [Fact]
    public async Task It_goes_as_its_model_goes()
    {
        await using var stepped = await SteppedHub.OfAsync(hub);
        Prop.ForAll(Steps(3).Zip(Moves).ToArbitrary(), drawn => HoldsAsync(stepped, drawn.Item1, drawn.Item2).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(60).WithStartSize(4).WithEndSize(14));
    }

    private static async Task<bool> HoldsAsync(SteppedHub stepped, IReadOnlyList<Step> steps, List<Move> moves)
    {
        var drawn = new Drawing().Draw(steps);
        await stepped.StoreAsync(drawn);
        var about = Kernel.Ids.New(stepped.Hub.Clock.GetUtcNow());
        var model = new WorkflowModel(steps, stepped.Hub.Clock.GetUtcNow());
        await stepped.SignalAsync(drawn.TypeId, about);
        await stepped.SettleAsync();
        await SameAsync();
        foreach (var move in moves)
        {
            foreach (var sign in move.Signs)
            {
                await stepped.SignalAsync(sign, about);
                model.Signal(sign);
            }

            stepped.Hub.Clock.Advance(TimeSpan.FromHours(move.Hours));
            model.Advance(TimeSpan.FromHours(move.Hours));
            await stepped.SettleAsync();
            await SameAsync();
        }

        return true;

        async Task SameAsync() => Assert.Equal(
            (model.Trace, model.Status, null),
            (await drawn.TraceAsync(stepped.Hub, about), (await drawn.InstanceAsync(stepped.Hub, about)).Status, (await drawn.InstanceAsync(stepped.Hub, about)).FaultMessage));
    }

    /// <summary>Gives every step an id and draws it, with the ways that lead on from it.</summary>
    private sealed class Drawing
    {
        private readonly DrawnWorkflow _drawn = new();
        private int _count;

        public DrawnWorkflow Draw(IReadOnlyList<Step> steps)
        {
            Draw(steps, "start");
            return _drawn;
        }

        /// <returns>The outcome that leads on.</returns>
        private string Draw(IReadOnlyList<Step> steps, string from) => steps.Aggregate(from, (last, step) => Draw(step, last));

        private string Draw(Step step, string from)
        {
            var id = step.Id = $"n{++_count}";
            _drawn.Connect($"{from}→{id}");
            switch (step)
            {
                case AwaitSign wait:
                    _drawn.Add(id, "SignalEvent", new() { ["SignalName"] = Js(wait.Sign) });
                    return id;
                case AwaitHours wait:
                    _drawn.Add(id, "WaitTask", new() { ["Hours"] = Js($"{wait.Hours}") });
                    return id;
                case Choose choice:
                    _drawn.Add(id, "IfElseTask", new() { ["Condition"] = Js("(property('trace') ?? '').length % 4 < 2") }).Add($"m{id}", "SetPropertyTask", new() { ["PropertyName"] = "met", ["Value"] = Js("1") })
                        .Connect($"{Draw(choice.Then, $"{id}.True")}→m{id}", $"{Draw(choice.Else, $"{id}.False")}→m{id}");
                    return $"m{id}";
                case Branches fork:
                    return Draw(fork, id);
                case Repeat loop:
                    _drawn.Add(id, "ForLoopTask", new() { ["From"] = Js("0"), ["To"] = Js($"{loop.Times}"), ["Step"] = Js("1"), ["LoopVariableName"] = "x" })
                        .Connect($"{Draw(loop.Body, $"{id}.Iterate")}→{id}");
                    return $"{id}.Done";
                default:
                    _drawn.Trace(id);
                    return id;
            }
        }

        private string Draw(Branches fork, string id)
        {
            var names = fork.Ways.Select((_, i) => $"W{i}").ToList();
            _drawn.Add(id, "ForkTask", new() { ["Forks"] = new JsonArray([.. names.Select(n => (JsonNode)n)]) })
                .Add($"j{id}", "JoinTask", new() { ["Mode"] = fork.IsAny ? "WaitAny" : "WaitAll" })
                .Connect([.. fork.Ways.Zip(names, (way, name) => $"{Draw(way, $"{id}.{name}")}→j{id}")]);
            return $"j{id}.Joined";
        }

        private static JsonObject Js(string source) => new() { ["Expression"] = source };
    }

    public sealed class OnSqlite(SqliteHub hub) : AnyWorkflow(hub);

    public sealed class OnPostgres(PostgresHub hub) : AnyWorkflow(hub);
}
