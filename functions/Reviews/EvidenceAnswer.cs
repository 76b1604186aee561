using PerfFlow.Domain.Access;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Functions.Years;

namespace PerfFlow.Functions.Reviews;

/// <summary>A file of evidence as the API shows it.</summary>
/// <param name="Indicator">Lasting id of the indicator it supports.</param>
/// <param name="By">Person id of whoever attached it.</param>
/// <param name="Withdrawn">Why it was withdrawn; null while it stands. The file is kept.</param>
[NeedsPeople]
public sealed record EvidenceAnswer(
    string Id,
    string Indicator,
    string FileName,
    string Media,
    string Sha256,
    long Bytes,
    string By,
    DateTimeOffset At,
    string? Withdrawn,
    string Location)
{
    /// <summary>All that was ever attached to the item, in order; each under its last attachment.</summary>
    internal static IReadOnlyList<EvidenceAnswer> Of(Scene scene, IEnumerable<ItemEvent> events, People people)
    {
        var files = new List<EvidenceAnswer>();
        foreach (var happened in events.Where(happened => happened.Stage == scene.Stage.Id))
        {
            switch (happened)
            {
                case ItemEvent.EvidenceAttached { Evidence: var file }:
                    files.RemoveAll(known => known.Id == file.Id);
                    files.Add(new(
                        file.Id, file.Indicator, file.FileName, file.Media, file.Sha256, file.Length,
                        people.IdOf(happened.By.Key), happened.At, null, LocationOf(scene, file.Id)));
                    break;
                case ItemEvent.EvidenceWithdrawn withdrawn:
                    var at = files.FindIndex(known => known.Id == withdrawn.Id);
                    files[at] = files[at] with { Withdrawn = withdrawn.Reason };
                    break;
            }
        }

        return files;
    }

    private static string LocationOf(Scene scene, string id) =>
        Routes.Location(scene.Unit, scene.Year, scene.Project.Id, scene.Stage.Id, $"evidence/{id}");
}

/// <param name="Reason">Mandatory: the file stays, and the ledger says why it no longer counts.</param>
public sealed record WithdrawEvidence(string? Reason = null);
