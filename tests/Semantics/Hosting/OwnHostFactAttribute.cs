namespace PerfFlow.Semantics.Tests.Hosting;

/// <summary>A fact that starts, stops or kills hosts of its own: not run where a host is given.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OwnHostFactAttribute : FactAttribute
{
    public const string Reason = "A given host is neither started with other settings nor killed.";

    public OwnHostFactAttribute()
    {
        if (SemanticsHost.IsGiven)
        {
            Skip = Reason;
        }
    }
}
