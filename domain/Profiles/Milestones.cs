namespace PerfFlow.Domain.Profiles;

/// <summary>Shares of a year's target due at the end of the four quarters.</summary>
internal static class Milestones
{
    public static bool AreValid(IReadOnlyList<decimal> shares) =>
        shares.Count == 4
        && shares[3] == 1
        && shares[0] >= 0
        && shares[0] <= shares[1] && shares[1] <= shares[2] && shares[2] <= shares[3];
}
