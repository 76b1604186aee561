using PerfFlow.Demo.Data;

namespace PerfFlow.Load;

/// <summary>
/// The demo's bureau with as many projects as a measurement needs: its thirteen again and again, under names of their own.
/// </summary>
internal static class Bureaus
{
    /// <summary>Every so many projects the same section comes again, with its clerk and its head.</summary>
    public const int Sections = 5;

    /// <param name="year">Budget year; the demo's when left out.</param>
    public static BureauYear Of(int projects, int? year = null)
    {
        var demo = BureauYear.Load();
        return demo with
        {
            Year = year ?? demo.Year,
            Projects = [.. Enumerable.Range(0, projects).Select(index => Copy(demo.Projects[index % demo.Projects.Count], index + 1))],
        };
    }

    private static Project Copy(Project project, int number) => project with
    {
        Id = $"p{number:0000}",
        Number = number,
        Name = new($"{project.Name.Value}之{number}", Origin.Constructed),
        Section = new($"科室{number % Sections}", Origin.Constructed),
    };
}
