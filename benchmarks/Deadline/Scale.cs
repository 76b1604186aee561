using System.Globalization;

namespace PerfFlow.Benchmarks.Deadline;

/// <summary>How much of a deadline is played: <c>--units=10 --projects=30 --rate=15 --seconds=300</c>.</summary>
/// <param name="Projects">Of each unit.</param>
/// <param name="Rate">Sheets a second in the part that does not go at full speed.</param>
/// <param name="Time">Of each part that is kept up.</param>
internal sealed record Scale(int Units, int Projects, double Rate, TimeSpan Time)
{
    private static readonly Scale Usual = new(10, 30, 15, TimeSpan.FromMinutes(5));
    private static readonly Scale Smallest = new(1, 2, 2, TimeSpan.FromSeconds(3));

    /// <param name="once">The smallest, but for what the arguments say.</param>
    public static Scale Of(string[] args, bool once)
    {
        var scale = once ? Smallest : Usual;
        return new(
            (int)Number("units", scale.Units),
            (int)Number("projects", scale.Projects),
            Number("rate", scale.Rate),
            TimeSpan.FromSeconds(Number("seconds", scale.Time.TotalSeconds)));

        double Number(string name, double otherwise) =>
            args.FirstOrDefault(arg => arg.StartsWith($"--{name}=", StringComparison.Ordinal)) is { } given
                ? double.Parse(given[(name.Length + 3)..], CultureInfo.InvariantCulture)
                : otherwise;
    }
}
