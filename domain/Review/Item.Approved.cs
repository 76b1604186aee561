namespace PerfFlow.Domain.Review;

public sealed partial record Item
{
    /// <summary>Versions approved and not undone, in the order of their approval.</summary>
    public IReadOnlyList<int> ApprovedVersions
    {
        get
        {
            var approved = new List<int>();
            var last = "";
            foreach (var line in History)
            {
                switch (line.What)
                {
                    case "item-approved":
                        approved.Add(line.Version!.Value);
                        break;
                    case "item-completed":
                        approved[^1] = line.Version!.Value;
                        break;
                    case "decision-undone" when last == "item-approved":
                        approved.RemoveAt(approved.Count - 1);
                        break;
                }

                last = line.What is "item-approved" or "item-returned" or "item-rejected" or "item-submitted" or "item-checked" or "decision-undone"
                    ? line.What
                    : last;
            }

            return approved;
        }
    }
}
