using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Names;

namespace PerfFlow.Sheets.Forms;

/// <summary>The rows of one project in a list of several, a row an indicator.</summary>
internal sealed record ProjectRows(Cell Name, IReadOnlySet<int> Rows)
{
    public int First => Rows.Min();

    /// <summary>In the order of their first rows; none where the list has no column for the project.</summary>
    public static IReadOnlyList<ProjectRows> Of(FormArea area, IndicatorHeader header)
    {
        if (header[Column.Project] is not { } at)
        {
            return [];
        }

        var projects = new Dictionary<string, (Cell Name, HashSet<int> Rows)>(StringComparer.Ordinal);
        var name = area.Nothing(header.Top, at);
        for (var row = header.Bottom + 1; row <= area.Bottom; row++)
        {
            name = area.TextValue(row, at) is { IsBlank: false } own && !NumberText.IsPlaceholder(own.Raw) ? own : name;
            if (name.IsBlank || area.Text(row, header.NameColumn).Length == 0
                || Labels.IsTotal(name.Raw) || Labels.IsEnd(name.Raw))
            {
                continue;
            }

            var key = NameKey.Of(name.Raw);
            if (!projects.TryGetValue(key, out var project))
            {
                area.Meter.Header();
                projects[key] = project = (name, []);
            }

            project.Rows.Add(row);
        }

        return [.. projects.Values.Select(project => new ProjectRows(project.Name, project.Rows))];
    }
}
