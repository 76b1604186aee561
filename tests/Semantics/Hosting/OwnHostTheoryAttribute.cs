namespace PerfFlow.Semantics.Tests.Hosting;

/// <summary>As <see cref="OwnHostFactAttribute"/>, with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OwnHostTheoryAttribute : TheoryAttribute
{
    public OwnHostTheoryAttribute()
    {
        if (SemanticsHost.IsGiven)
        {
            Skip = OwnHostFactAttribute.Reason;
        }
    }
}
