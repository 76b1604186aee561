namespace PerfFlow.Faults.Tests.Model;

/// <summary>How a process ends while it does a step.</summary>
/// <param name="Write">Which of its writes is the last, from 1; 0 for none.</param>
/// <param name="Afterwards">The write was applied, and its answer lost.</param>
/// <param name="GivesUp">Nobody tries again.</param>
internal sealed record Death(int Write, bool Afterwards, bool GivesUp);

/// <summary>What a step does.</summary>
internal enum Kind
{
    /// <summary>What brings the item on, asked by whose turn it is.</summary>
    Onward,

    /// <summary>Another thing that is done in the item's state.</summary>
    Aside,

    /// <summary>Anything, asked by anyone.</summary>
    Wild,

    /// <summary>A command of before is sent once more, with its key.</summary>
    Again,
}

/// <summary>One step of a sequence, to be made a command of when its turn comes.</summary>
/// <param name="Who">Index of the person; beyond the last, whose turn it is.</param>
/// <param name="Age">How many versions behind the newest its sender is; below 0, ahead.</param>
internal sealed record Step(Kind Kind, Verb Verb, int Who, int Stage, int Age, int Choice, bool Silent, Death Death)
{
    public const int Longest = 24;

    private static readonly Death Alive = new(0, false, false);

    /// <summary>Most of a sequence is about one item, so that it gets far.</summary>
    public static Gen<List<Step>> Sequences { get; } = Gen.Int[0, Command.Stages.Count - 1].SelectMany(OfMostly);

    private static Gen<List<Step>> OfMostly(int stage) => Gen.Select(
        Gen.Frequency((6, Gen.Const(Kind.Onward)), (4, Gen.Const(Kind.Aside)), (2, Gen.Const(Kind.Wild)), (1, Gen.Const(Kind.Again))),
        Gen.Enum<Verb>(),
        Gen.Frequency((4, Gen.Const(People.All.Count)), (1, Gen.Int[0, People.All.Count - 1])),
        Gen.Frequency((6, Gen.Const(stage)), (1, Gen.Int[0, Command.Stages.Count - 1])),
        Gen.Frequency((10, Gen.Const(0)), (1, Gen.Const(1)), (1, Gen.Const(-1))),
        Gen.Int[0, 59],
        Gen.Int[0, 9].Select(one => one == 0),
        Gen.Frequency(
            (3, Gen.Const(Alive)),
            (1, Gen.Select(Gen.Int[1, 3], Gen.Bool, Gen.Bool, (write, afterwards, givesUp) => new Death(write, afterwards, givesUp)))),
        (kind, verb, who, about, age, choice, silent, death) =>
            new Step(kind, verb, who, about, age, choice, silent, death)).List[8, Longest];
}
