using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Tests.Infrastructure;
using PracticeHub.Tests.Workflows;

namespace PracticeHub.Tests;

/// <summary>Any process, drawn and run, goes as the plain model of it goes, whatever comes in which order.</summary>
public abstract class AnyWorkflow(TestHub hub)
{
    /// <summary>
    /// Something that comes from outside: signs, given at once by several, hours that pass, or what another system and the mail server
    /// answer; a sign may also come when the database fails at one of the next steps.
    /// </summary>
    private sealed record Move(IReadOnlyList<string> Signs, int Hours, int Status = 0, int CrashAt = 0);

    /// <summary>Why what never works does not.</summary>
    private const string NoNumber = "is not a number";

    private static readonly TimeSpan Late = TimeSpan.FromSeconds(3);

    private static readonly Gen<string> Signs = Gen.Elements("p", "q");

    private static readonly Gen<List<Move>> Moves = Gen.Frequency(
        (3, Signs.Select(sign => new Move([sign], 0))),
        (2, from sign in Signs from step in Gen.Choose(1, 20) select new Move([sign], 0, CrashAt: step)),
        (1, Signs.Two().Select(two => new Move([two.Item1, two.Item2], 0))),
        (2, Gen.Choose(1, 4).Select(hours => new Move([], hours))),
        (2, Gen.Elements(200, 200, 404, 500).Select(status => new Move([], 0, status)))).ListOf().Select(moves => moves.ToList());

    /// <param name="asks">Not in loops nor where another branch may be quicker: what was asked there comes back to nobody, which has tests of its own.</param>
    private static Gen<Step> AnyStep(int depth, bool asks) => depth == 0 ? Leaf(asks) : Gen.Frequency(
        (3, Leaf(asks)),
        (1, from then in Steps(depth - 1, asks) from other in Steps(depth - 1, asks) select (Step)new Choose(then, other)),
        (3, from isAny in Gen.Elements(true, false) from count in Gen.Choose(2, 3) from ways in Gen.ListOf(Steps(depth - 1, asks && !isAny), count) select (Step)new Branches(isAny, [.. ways])),
        (2, from times in Gen.Choose(0, 3) from body in Steps(depth - 1, false) select (Step)new Repeat(times, body)));

    private static Gen<Step> Leaf(bool asks) => Gen.Frequency(
        (12, Gen.Fresh(() => (Step)new Note())),
        (asks ? 8 : 0, Gen.Fresh(() => (Step)new Ask())),
        (asks ? 4 : 0, Gen.Fresh(() => (Step)new Mail())),
        (12, Signs.Select(sign => (Step)new AwaitSign(sign))),
        (6, Gen.Choose(1, 3).Select(hours => (Step)new AwaitHours(hours))),
        (1, Gen.Fresh(() => (Step)new Fail())));

    private static Gen<IReadOnlyList<Step>> Steps(int depth, bool asks) =>
        from count in Gen.Choose(1, 3) from steps in Gen.ListOf(Gen.Fresh(() => depth).SelectMany(d => AnyStep(d, asks)), count) select (IReadOnlyList<Step>)[.. steps];

    [Fact]
    public async Task It_goes_as_its_model_goes()
    {
        var status = 0;
        await using var other = new OtherSystem(_ => (status, ""));
        await using var mails = new MailServer(() => status switch { 200 => "250 ok", < 500 => "550 never", _ => "451 later" });
        await using var stepped = await SteppedHub.OfAsync(hub, ("Hub:Http:AllowPrivate", "true"), ("Hub:Mail:Host", "127.0.0.1"), ("Hub:Mail:Port", $"{mails.Port}"), ("Hub:Mail:From", "hub@example.org"));
        stepped.Hub.Faults.IsOff = true;
        Prop.ForAll(Steps(3, asks: true).Zip(Moves).ToArbitrary(), drawn => HoldsAsync(stepped, new(other.Url), mails, s => status = s, drawn.Item1, drawn.Item2).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(60).WithStartSize(4).WithEndSize(14));
    }

    private static async Task<bool> HoldsAsync(SteppedHub stepped, Uri other, MailServer mails, Action<int> answer, IReadOnlyList<Step> steps, List<Move> moves)
    {
        var drawn = new Drawing(other).Draw(steps);
        await stepped.StoreAsync(drawn);
        var about = Kernel.Ids.New(stepped.Hub.Clock.GetUtcNow());
        var model = new WorkflowModel(steps, stepped.Hub.Clock.GetUtcNow());
        await stepped.SignalAsync(drawn.TypeId, about);
        await stepped.SettleAsync();
        foreach (var move in moves)
        {
            if (!await IsSameAsync())
            {
                return true;
            }

            await (move.CrashAt > 0 ? CrashAsync(move) : GoAsync(move));
        }

        await IsSameAsync();
        Assert.Equal(model.Mails, mails.Mails.Count(mail => mail.Contains(about, StringComparison.Ordinal)));
        return true;

        async Task GoAsync(Move move)
        {
            // Whoever is first is first in the log, and what comes of it is the same.
            await Task.WhenAll(move.Signs.Select(sign => stepped.SignalAsync(sign, about)));
            foreach (var sign in await stepped.NewestSignsAsync(about, move.Signs.Count))
            {
                model.Signal(sign);
            }

            if (move.Status > 0)
            {
                answer(move.Status);
                var answered = await stepped.AskAsync(about);
                Assert.Equal(model.Ask(move.Status), answered.Order(StringComparer.Ordinal));
                answered.ForEach(id => model.Answer(id, move.Status == 200));
            }

            stepped.Hub.Clock.Advance(TimeSpan.FromHours(move.Hours));
            model.Advance(TimeSpan.FromHours(move.Hours));
            await stepped.SettleAsync();
        }

        // What was undone is done again when its delay is over, and what was done is not.
        async Task CrashAsync(Move move)
        {
            await stepped.SignalAsync(move.Signs[0], about);
            await stepped.CrashAsync(move.CrashAt);
            if ((await drawn.InstanceAsync(stepped.Hub, about)) is { Attempts: > 0 } late && !late.FaultMessage!.Contains(NoNumber, StringComparison.Ordinal))
            {
                model.Lose(Late);
                model.Signal(move.Signs[0]);
                model.Advance(TimeSpan.Zero);
            }
            else
            {
                model.Signal(move.Signs[0]);
                model.Advance(Late);
            }

            stepped.Hub.Clock.Advance(Late);
            await stepped.SettleAsync();
        }

        async Task<bool> IsSameAsync()
        {
            var instance = await drawn.InstanceAsync(stepped.Hub, about);
            if (model.HasFailed)
            {
                await IsParkedAsync(instance);
                return false;
            }

            Assert.Equal((model.Trace, model.Status, null), (await drawn.TraceAsync(stepped.Hub, about), instance.Status, instance.FaultMessage));
            return true;
        }

        async Task IsParkedAsync(WorkflowInstance instance)
        {
            while (instance.Attempts < WorkflowInstance.MostAttempts)
            {
                Assert.Contains(NoNumber, instance.FaultMessage, StringComparison.Ordinal);
                var before = instance.Attempts;
                stepped.Hub.Clock.Advance(instance.WakeUtc!.Value - stepped.Hub.Clock.GetUtcNow());
                await stepped.SettleAsync();
                instance = await drawn.InstanceAsync(stepped.Hub, about);
                Assert.Equal(before + 1, instance.Attempts);
            }

            Assert.Equal((model.Trace, WorkflowStatus.Faulted), (await drawn.TraceAsync(stepped.Hub, about), instance.Status));
        }
    }

    /// <summary>Gives every step an id and draws it, with the ways that lead on from it.</summary>
    private sealed class Drawing(Uri other)
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
                case Ask:
                    _drawn.Add(id, "HttpRequestTask", new() { ["Url"] = Js(other.ToString()) }).Trace($"y{id}").Trace($"x{id}").Add($"m{id}", "SetPropertyTask", new() { ["PropertyName"] = "met", ["Value"] = Js("1") })
                        .Connect($"{id}.200→y{id}", $"{id}.UnhandledHttpStatus→x{id}", $"y{id}→m{id}", $"x{id}→m{id}");
                    return $"m{id}";
                case Mail:
                    _drawn.Add(id, "EmailTask", new() { ["Recipients"] = Js("ada@example.org"), ["Subject"] = Js("{{ Workflow.CorrelationId }}") }).Trace($"y{id}").Trace($"x{id}").Add($"m{id}", "SetPropertyTask", new() { ["PropertyName"] = "met", ["Value"] = Js("1") })
                        .Connect($"{id}.Done→y{id}", $"{id}.Failed→x{id}", $"y{id}→m{id}", $"x{id}→m{id}");
                    return $"m{id}";
                case Fail:
                    // What is no number fails each time, as something outside the hub would that does not answer.
                    _drawn.Add(id, "WaitTask", new() { ["Days"] = Js("'soon'") });
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
