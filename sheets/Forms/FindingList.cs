using PerfFlow.Domain.Findings;

namespace PerfFlow.Sheets.Forms;

/// <summary>Collects findings, each once, and stops at a limit with one that says so.</summary>
internal sealed class FindingList(int limit)
{
    private readonly List<Finding> all = [];
    private readonly HashSet<(string, Place?)> seen = [];
    private int dropped;

    /// <summary>For what is kept as written without being judged.</summary>
    public static FindingList None => new(0);

    public void Add(Finding finding)
    {
        if (!seen.Add((finding.Code, finding.Place)))
        {
            return;
        }

        if (all.Count < limit)
        {
            all.Add(finding);
        }
        else
        {
            dropped++;
        }
    }

    public IReadOnlyList<Finding> ToList() => dropped == 0 ? all : [.. all, Notes.More(dropped)];
}
