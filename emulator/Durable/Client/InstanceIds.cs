namespace PerfFlow.Emulator.Durable.Client;

/// <summary>Instance ids the official backend takes: the emulator is no more generous, so that what works here works there.</summary>
internal static class InstanceIds
{
    private const int LongestId = 100;

    public static void ThrowIfUnusable(string id)
    {
        var problem = id switch
        {
            { Length: 0 or > LongestId } => $"must have 1 to {LongestId} characters",
            ['@', ..] => "must not begin with '@'",
            _ when id.Any(character => character is '/' or '\\' or '#' or '?' || char.IsControl(character)) =>
                "must not contain '/', '\\', '#', '?' or control characters",
            _ => null,
        };
        if (problem is not null)
        {
            throw new ArgumentException($"The instance id '{id}' {problem}.", nameof(id));
        }
    }
}
