using PerfFlow.Functions.Edge.Http;

namespace PerfFlow.Functions.Tests.Edge.Http;

public class FairSlotsTests
{
    private static readonly QueueLength Queue = new(InAll: 12, OfUnit: 8, OfCaller: 4, OnTop: 2);

    [Fact]
    public async Task No_unit_holds_all_slots_and_who_waits_is_served_unit_by_unit_and_caller_by_caller()
    {
        var slots = new FairSlots(3, Queue);
        var held = new[] { await GivenAsync(slots, "wild", "a"), await GivenAsync(slots, "wild", "a") };
        var order = new List<string>();
        var waiting = new[]
            {
                ("wild", "a", "1"), ("wild", "a", "2"), ("wild", "b", "3"), ("calm", "c", "4"), ("calm", "d", "5"), ("late", "e", "6"),
            }
            .Select(one => (Name: one.Item3, Slot: slots.EnterAsync(new(one.Item1, one.Item2), default)))
            .ToList();

        Assert.Equal(["4"], Given());
        await FreeAsync("4"); // calm's other one was there before late's
        Assert.Equal(["4", "5"], Given());
        await FreeAsync("5");
        Assert.Equal(["4", "5", "6"], Given());
        await FreeAsync("6"); // the last slot stays free: wild has all that it may have
        held[0].Dispose();
        Assert.Equal(["4", "5", "6", "1"], Given());
        held[1].Dispose();
        Assert.Equal(["4", "5", "6", "1", "3"], Given());
        await FreeAsync("1");
        Assert.Equal(["4", "5", "6", "1", "3", "2"], Given());

        List<string> Given()
        {
            order.AddRange(waiting.Where(one => one.Slot.IsCompleted && !order.Contains(one.Name)).Select(one => one.Name));
            return order;
        }

        async Task FreeAsync(string name) => (await waiting.Single(one => one.Name == name).Slot)!.Dispose();
    }

    [Fact]
    public async Task Who_comes_on_top_of_a_full_queue_is_sent_away_and_keeps_no_place_from_others()
    {
        var slots = new FairSlots(1, new(InAll: 4, OfUnit: 3, OfCaller: 2, OnTop: 0));
        var first = await GivenAsync(slots, "wild", "a");
        var waiting = new List<Task<IDisposable?>> { Enter("wild", "a"), Enter("wild", "a") };

        Assert.Null(await Enter("wild", "a"));
        waiting.Add(Enter("wild", "b"));
        Assert.Null(await Enter("wild", "c"));
        waiting.Add(Enter("calm", "d"));
        Assert.Null(await Enter("late", "e"));
        Assert.All(waiting, one => Assert.False(one.IsCompleted));

        first.Dispose();
        Assert.Equal([true, false, false, false], waiting.Select(one => one.IsCompleted));
        waiting.Add(Enter("late", "e"));
        Assert.False(waiting[^1].IsCompleted);

        Task<IDisposable?> Enter(string unit, string caller) => slots.EnterAsync(new(unit, caller), default);
    }

    [Fact]
    public async Task Two_units_that_fill_the_queue_do_not_shut_out_a_third_and_those_on_top_are_bounded_too()
    {
        var slots = new FairSlots(1, new(InAll: 4, OfUnit: 2, OfCaller: 2, OnTop: 2));
        var first = await GivenAsync(slots, "wild", "a");
        var full = new[] { Enter("wild"), Enter("wild"), Enter("loud"), Enter("loud") };

        Assert.Null(await Enter("loud"));
        var third = Enter("third");
        Assert.Null(await Enter("third")); // one of it waits
        var fourth = Enter("fourth");
        Assert.Null(await Enter("fifth"));
        Assert.All([.. full, third, fourth], one => Assert.False(one.IsCompleted));

        (await GiveAsync(full[0], first)).Dispose(); // wild's, then each unit in its turn
        (await full[2])!.Dispose();
        (await third)!.Dispose();
        (await fourth)!.Dispose();
        (await full[1])!.Dispose();
        (await full[3])!.Dispose();

        Task<IDisposable?> Enter(string unit) => slots.EnterAsync(new(unit, unit), default);

        static async Task<IDisposable> GiveAsync(Task<IDisposable?> next, IDisposable held)
        {
            held.Dispose();
            Assert.True(next.IsCompleted);
            return (await next)!;
        }
    }

    [Fact]
    public async Task Who_goes_away_while_waiting_frees_the_place_and_takes_no_slot()
    {
        var slots = new FairSlots(1, new(1, 1, 1, 0));
        var first = await GivenAsync(slots, "a", "a");
        using var gone = new CancellationTokenSource();
        var waiting = slots.EnterAsync(new("b", "b"), gone.Token);
        Assert.Null(await slots.EnterAsync(new("c", "c"), default));

        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        var next = slots.EnterAsync(new("c", "c"), default);
        Assert.False(next.IsCompleted);
        first.Dispose();
        first.Dispose(); // twice is once
        (await next)!.Dispose();
        (await GivenAsync(slots, "d", "d")).Dispose();
    }

    [Fact]
    public void Whatever_comes_there_are_never_too_many_nobody_idles_and_nobody_starves() =>
        Gen.Select(Gen.Int[1, 4], Gen.Select(Gen.Int[0, 5], Gen.Int[0, 4], Gen.Int[0, 2]).List[1, 200])
            .Sample((count, steps) => new Played(count).Holds(steps), iter: 500);

    private static async Task<IDisposable> GivenAsync(FairSlots slots, string unit, string caller)
    {
        var slot = slots.EnterAsync(new(unit, caller), default);
        Assert.True(slot.IsCompleted);
        return (await slot)!;
    }

    /// <summary>Random comings and goings, one after the other, with what must hold after each.</summary>
    private sealed class Played(int count)
    {
        private readonly FairSlots slots = new(count, Queue);
        private readonly List<(string Unit, IDisposable Slot)> held = [];
        private readonly List<(Line Who, Task<IDisposable?> Slot, CancellationTokenSource Gone)> waiting = [];

        /// <summary>By who waits: the units served since while it could have been.</summary>
        private readonly Dictionary<string, List<string>> passedBy = [];

        /// <summary>A unit with nobody waiting was sent away though there was room.</summary>
        private bool shutOut;

        public bool Holds(List<(int Kind, int Unit, int Caller)> steps)
        {
            foreach (var (kind, unit, caller) in steps)
            {
                var before = waiting.Count;
                switch (kind)
                {
                    case < 3:
                        Enter(new($"u{unit}", $"c{caller}"));
                        break;
                    case < 5 when held.Count > 0:
                        Free((unit * 3 + caller) % held.Count);
                        break;
                    case 5 when before > 0:
                        waiting[(unit * 3 + caller) % before].Gone.Cancel();
                        waiting.RemoveAt((unit * 3 + caller) % before);
                        break;
                }

                if (!Stands())
                {
                    return false;
                }
            }

            for (var left = waiting.Count + held.Count; left > 0 && held.Count > 0; left--)
            {
                Free(0);
            }

            return waiting.Count == 0; // whoever did not go away was served
        }

        private void Enter(Line who)
        {
            var gone = new CancellationTokenSource();
            var isAlone = !waiting.Exists(one => one.Who.Unit == who.Unit);
            var slot = slots.EnterAsync(who, gone.Token);
            if (slot.IsCompletedSuccessfully && slot.Result is null)
            {
                shutOut |= isAlone && waiting.Count < Queue.InAll + Queue.OnTop;
                return; // sent away
            }

            waiting.Add((who, slot, gone));
            Take();
        }

        private void Free(int index)
        {
            var slot = held[index].Slot;
            held.RemoveAt(index);
            slot.Dispose();
            Take();
        }

        /// <summary>One step gives one slot at most.</summary>
        private void Take()
        {
            var given = waiting.FindIndex(one => one.Slot.IsCompletedSuccessfully);
            if (given < 0)
            {
                return;
            }

            var (who, slot, _) = waiting[given];
            waiting.RemoveAt(given);
            foreach (var other in waiting.Select(one => one.Who.Unit).Distinct().Where(unit => unit != who.Unit && MayHave(unit)))
            {
                (passedBy.TryGetValue(other, out var passed) ? passed : passedBy[other] = []).Add(who.Unit);
            }

            passedBy.Remove(who.Unit);
            held.Add((who.Unit, slot.Result!));
        }

        private bool MayHave(string unit) => held.Count(one => one.Unit == unit) < slots.MostOfUnit;

        private bool Stands()
        {
            foreach (var unit in passedBy.Keys.Where(unit => !waiting.Exists(one => one.Who.Unit == unit)).ToList())
            {
                passedBy.Remove(unit);
            }

            return held.Count <= count
                && held.GroupBy(one => one.Unit).All(unit => unit.Count() <= slots.MostOfUnit)
                && !shutOut
                && waiting.Count <= Queue.InAll + Queue.OnTop
                && waiting.GroupBy(one => one.Who.Unit).All(unit => unit.Count() <= Queue.OfUnit)
                && waiting.GroupBy(one => one.Who).All(one => one.Count() <= Queue.OfCaller)
                && waiting.TrueForAll(one => !one.Slot.IsCompleted)
                && (held.Count == count || waiting.TrueForAll(one => !MayHave(one.Who.Unit)))
                && passedBy.Values.All(passed => passed.Distinct().Count() == passed.Count); // no unit twice before another's turn
        }
    }
}
