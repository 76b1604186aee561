namespace PerfFlow.Azurite.Counting;

/// <summary>What storage may be like.</summary>
public enum Trouble
{
    None,

    /// <summary>It takes requests and never answers.</summary>
    Hangs,

    /// <summary>It breaks connections off.</summary>
    Breaks,
}
