namespace PerfFlow.Attack.Tests.App;

/// <summary>What an attack must leave in its list of what went wrong.</summary>
internal static class Nothing
{
    /// <summary>Fails with all that is in it, not with the first.</summary>
    public static void IsIn(IReadOnlyCollection<string> wrong) =>
        Assert.True(wrong.Count == 0, $"{wrong.Count} went through:\n{string.Join('\n', wrong)}");
}
