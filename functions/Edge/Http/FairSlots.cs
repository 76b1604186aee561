namespace PerfFlow.Functions.Edge.Http;

/// <summary>In whose name someone waits: of a unit's callers, and of units, each has its turn.</summary>
internal readonly record struct Line(string Unit, string Caller);

/// <summary>How many may wait for a slot; whoever comes on top is sent away.</summary>
/// <param name="OnTop">Beyond all, for units that have nobody waiting: a few units that fill the queue do not shut out the next.</param>
internal sealed record QueueLength(int InAll, int OfUnit, int OfCaller, int OnTop)
{
    public static QueueLength Endless { get; } = new(int.MaxValue, int.MaxValue, int.MaxValue, 0);
}

/// <summary>
/// So many at once, and who waits is served in turn: unit by unit, within a unit caller by caller, a caller's own in their order. Where
/// there are several slots no unit holds all of them: whoever else comes finds one.
/// </summary>
internal sealed class FairSlots(int slots, QueueLength queue)
{
    private readonly Lock gate = new();
    private readonly List<Place> waiting = [];
    private readonly List<string> units = []; // of those who wait; the next one's first
    private readonly List<Line> callers = []; // likewise
    private readonly Dictionary<string, int> held = new(StringComparer.Ordinal);
    private int free = slots;

    /// <summary>Most slots of one unit.</summary>
    public int MostOfUnit { get; } = Math.Max(1, slots - 1);

    /// <summary>Ends when a slot is free for it; whoever is through disposes it.</summary>
    /// <returns>Null, at once, when too many wait already.</returns>
    public Task<IDisposable?> EnterAsync(Line who, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
        {
            return Task.FromCanceled<IDisposable?>(cancellation);
        }

        var place = new Place(this, who);
        lock (gate)
        {
            waiting.Add(place);
            Queue(who, who.Unit);
            GiveOut();
            if (!place.IsGiven && IsTooLong(who))
            {
                Leave(place);
                return Task.FromResult<IDisposable?>(null);
            }
        }

        place.Until(cancellation.UnsafeRegister(_ => Cancel(place, cancellation), null));
        return place.Given;
    }

    /// <summary>With this one, who waits already.</summary>
    private bool IsTooLong(Line who)
    {
        var ofUnit = waiting.Count(place => place.Who.Unit == who.Unit);
        return waiting.Count > queue.InAll + (ofUnit == 1 ? queue.OnTop : 0)
            || ofUnit > queue.OfUnit
            || waiting.Count(place => place.Who == who) > queue.OfCaller;
    }

    private void GiveOut()
    {
        while (free > 0 && units.Find(name => held.GetValueOrDefault(name) < MostOfUnit) is { } unit)
        {
            var who = callers.Find(line => line.Unit == unit);
            var place = waiting.Find(next => next.Who == who)!;
            units.Remove(unit);
            callers.Remove(who); // the next of each stands at the end
            Leave(place);
            Queue(waiting.Exists(next => next.Who == who) ? who : null, unit);
            free--;
            held[unit] = held.GetValueOrDefault(unit) + 1;
            place.Give();
        }
    }

    private void Queue(Line? who, string unit)
    {
        if (who is { } line && !callers.Contains(line))
        {
            callers.Add(line);
        }

        if (!units.Contains(unit) && callers.Exists(known => known.Unit == unit))
        {
            units.Add(unit);
        }
    }

    private void Leave(Place place)
    {
        waiting.Remove(place);
        if (!waiting.Exists(next => next.Who == place.Who))
        {
            callers.Remove(place.Who);
        }

        if (!waiting.Exists(next => next.Who.Unit == place.Who.Unit))
        {
            units.Remove(place.Who.Unit);
        }
    }

    private void Cancel(Place place, CancellationToken cancellation)
    {
        lock (gate)
        {
            if (!place.IsGiven)
            {
                Leave(place);
                place.Cancel(cancellation);
            }
        }
    }

    private void Free(string unit)
    {
        lock (gate)
        {
            free++;
            if (--held[unit] == 0)
            {
                held.Remove(unit);
            }

            GiveOut();
        }
    }

    /// <summary>Of one who waits, and then the slot.</summary>
    private sealed class Place(FairSlots slots, Line who) : IDisposable
    {
        // whoever is given a slot does not go on under the lock of who gave it
        private readonly TaskCompletionSource<IDisposable?> given = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private CancellationTokenRegistration gone;
        private bool isFree;

        public Line Who => who;

        public bool IsGiven => given.Task.IsCompletedSuccessfully;

        public Task<IDisposable?> Given => given.Task;

        public void Until(CancellationTokenRegistration cancelled) => gone = cancelled;

        public void Give() => given.SetResult(this);

        public void Cancel(CancellationToken cancellation) => given.SetCanceled(cancellation);

        public void Dispose()
        {
            if (!Interlocked.Exchange(ref isFree, true))
            {
                gone.Dispose();
                slots.Free(who.Unit);
            }
        }
    }
}
