using PracticeHub.Kernel.Workflows;

namespace PracticeHub.Tests.Workflows;

/// <summary>A step of a drawn process, as a person would say it; ids are given by place.</summary>
internal abstract record Step
{
    public string Id { get; set; } = "";
}

internal sealed record Note : Step;

internal sealed record AwaitSign(string Sign) : Step;

internal sealed record AwaitHours(int Hours) : Step;

/// <summary>Another system is asked, and the way noted by which it went on.</summary>
internal sealed record Ask : Step;

/// <summary>A mail is sent, and the way noted by which it went on.</summary>
internal sealed record Mail : Step;

/// <summary>Something that never works.</summary>
internal sealed record Fail : Step;

/// <summary>Decided by how much has been noted so far, so that both ways are gone.</summary>
internal sealed record Choose(IReadOnlyList<Step> Then, IReadOnlyList<Step> Else) : Step;

internal sealed record Branches(bool IsAny, IReadOnlyList<IReadOnlyList<Step>> Ways) : Step;

internal sealed record Repeat(int Times, IReadOnlyList<Step> Body) : Step;

/// <summary>What the engine should do, said as plainly as possible: every branch is a function of what comes after it.</summary>
internal sealed class WorkflowModel
{
    private sealed class Fork(Fork? outer)
    {
        public bool HasJoined { get; set; }
        public int Arrived { get; set; }
        public bool IsOver => HasJoined || outer?.IsOver is true;
    }

    private sealed record Waiting(string Id, string? Sign, DateTimeOffset Since, DateTimeOffset? Due, Fork? In, Action Then);

    /// <summary>What another system has not answered yet: how often it was asked, and when it is asked next.</summary>
    private sealed class Asking(Waiting wait, DateTimeOffset next, bool isMail)
    {
        private static readonly int[] Delays = [5, 30, 300, 3600];
        private int _attempts;

        public Waiting Wait => wait;
        public bool IsMail => isMail;
        public DateTimeOffset Next { get; private set; } = next;

        /// <returns>Whether that was the answer.</returns>
        public bool Try(int status, DateTimeOffset now)
        {
            if (status < 500 || ++_attempts == 5)
            {
                return true;
            }

            Next = now.AddSeconds(Delays[_attempts - 1]);
            return false;
        }
    }

    private sealed class FailedException : Exception;

    private readonly List<Waiting> _waiting = [];
    private readonly List<Asking> _asking = [];
    private bool _isFine;
    private DateTimeOffset _now;

    public WorkflowModel(IReadOnlyList<Step> steps, DateTimeOffset now)
    {
        _now = now;
        Run(() => Go(steps, 0, null, () => { }));
    }

    /// <summary>A run has failed: nothing of it has happened, and nothing happens any more.</summary>
    public bool HasFailed { get; private set; }

    public string Trace { get; private set; } = "";

    public WorkflowStatus Status => Waits.Any() ? WorkflowStatus.Halted : WorkflowStatus.Finished;

    /// <summary>Who has waited longest stands first.</summary>
    private IEnumerable<Waiting> Waits => _waiting.Where(w => w.In?.IsOver is not true).OrderBy(w => w.Since).ThenBy(w => w.Id, StringComparer.Ordinal);

    /// <summary>Whoever waits for the sign goes on, the last one first; one may end the wait of another.</summary>
    public void Signal(string sign)
    {
        var woken = Waits.Where(w => w.Sign == sign).ToList();
        Run(() =>
        {
            woken.ForEach(w => _waiting.Remove(w));
            foreach (var wait in woken.AsEnumerable().Reverse().Where(w => w.In?.IsOver is not true))
            {
                wait.Then();
            }
        });
    }

    /// <summary>Everything that is due is asked, and answers so.</summary>
    /// <returns>Which activities have their answer.</returns>
    public IReadOnlyList<string> Ask(int status)
    {
        var answered = _asking.Where(a => a.Next <= _now && a.Try(status, _now)).ToList();
        Mails += status == 200 ? answered.Count(a => a.IsMail) : 0;
        return [.. answered.Select(a => a.Wait.Id).Order(StringComparer.Ordinal)];
    }

    /// <summary>How many were sent, whatever came of what followed.</summary>
    public int Mails { get; private set; }

    /// <summary>The answer has come to the activity.</summary>
    public void Answer(string id, bool isFine)
    {
        var asking = _asking.Single(a => a.Wait.Id == id);
        _asking.Remove(asking);
        _waiting.Remove(asking.Wait);
        _isFine = isFine;
        Run(asking.Wait.Then);
    }

    /// <summary>Time passes, and nothing is done by it yet.</summary>
    public void Lose(TimeSpan time) => _now += time;

    public void Advance(TimeSpan by)
    {
        _now += by;
        while (!HasFailed && Waits.Where(w => w.Due <= _now).MinBy(w => w.Due) is { } due)
        {
            _waiting.Remove(due);
            Run(due.Then);
        }
    }

    private void Run(Action run)
    {
        if (HasFailed)
        {
            return;
        }

        var before = Trace;
        try
        {
            run();
        }
        catch (FailedException)
        {
            (Trace, HasFailed) = (before, true);
        }
    }

    private void Go(IReadOnlyList<Step> steps, int at, Fork? branch, Action end)
    {
        if (at == steps.Count)
        {
            end();
            return;
        }

        void Next() => Go(steps, at + 1, branch, end);
        switch (steps[at])
        {
            case Note note:
                Trace += note.Id;
                Next();
                break;
            case AwaitSign wait:
                _waiting.Add(new(wait.Id, wait.Sign, _now, null, branch, Next));
                break;
            case AwaitHours wait:
                _waiting.Add(new(wait.Id, null, _now, _now.AddHours(wait.Hours), branch, Next));
                break;
            case Fail:
                throw new FailedException();
            case Ask { } or Mail { }:
                var id = steps[at].Id;
                _waiting.Add(new(id, null, _now, null, branch, () =>
                {
                    Trace += (_isFine ? "y" : "x") + id;
                    Next();
                }));
                _asking.Add(new(_waiting[^1], _now, steps[at] is Mail));
                break;
            case Choose choice:
                Go(Trace.Length % 4 < 2 ? choice.Then : choice.Else, 0, branch, Next);
                break;
            case Branches fork:
                Part(fork, new Fork(branch), Next);
                break;
            case Repeat loop:
                Turn(loop, loop.Times, branch, Next);
                break;
        }
    }

    /// <summary>The last branch goes first, as far as it comes.</summary>
    private void Part(Branches step, Fork fork, Action next)
    {
        foreach (var way in step.Ways.Reverse())
        {
            if (!fork.IsOver)
            {
                Go(way, 0, fork, Arrive);
            }
        }

        void Arrive()
        {
            if (++fork.Arrived == step.Ways.Count || step.IsAny)
            {
                fork.HasJoined = true;
                next();
            }
        }
    }

    private void Turn(Repeat loop, int left, Fork? branch, Action next)
    {
        if (left == 0)
        {
            next();
        }
        else
        {
            Go(loop.Body, 0, branch, () => Turn(loop, left - 1, branch, next));
        }
    }
}
