using PerfFlow.Demo.Client;

namespace PerfFlow.Demo.Year;

/// <summary>
/// Brings one sheet through one stage. What to do next is read from the app each time, so it does not matter where a run
/// was interrupted.
/// </summary>
internal sealed class SheetPlay(SheetScene scene, Workbooks workbooks)
{
    private readonly SectionDesk section = new(scene, workbooks);
    private readonly ReviewDesk review = new(scene);

    public async Task PlayAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var item = await scene.Clerk.GetAsync(cancellation);
            switch (item.State)
            {
                case "not-started" when scene.Incident.Late:
                    await section.AwaitReminderAsync(cancellation);
                    await section.UploadAsync(1, cancellation);
                    break;
                case "not-started" or "returned" or "reopened":
                    await section.UploadAsync(item.Version + 1, cancellation);
                    break;
                case "draft":
                    await section.HandInAsync(item, cancellation);
                    break;
                case "submitted":
                    await review.CheckAsync(item, cancellation);
                    break;
                case "lead-checked":
                    await review.VoteAsync(item.Version, cancellation);
                    break;
                case "approved" when item.EditsPending && item.Version == item.SubmittedVersion:
                    await section.UploadAsync(item.Version + 1, cancellation);
                    break;
                case "approved" when item.EditsPending:
                    await section.ReadAsync(item.Version, cancellation);
                    await review.CompleteAsync(item.Version, cancellation);
                    break;
                case "approved":
                    await UntilLockedAsync(cancellation);
                    break;
                case "locked" when scene.Incident.Reopening is not null && item.Attempt == 1:
                    await review.ReopenAsync(item, cancellation);
                    break;
                case "locked" or "archived":
                    return;
                default:
                    throw new InvalidOperationException(
                        $"{scene.Project.Id} {scene.Stage.Id} is {item.State}, from where the demo knows no way.");
            }
        }
    }

    private Task<ItemStatus> UntilLockedAsync(CancellationToken cancellation) => Wait.UntilAsync(
        $"the lock of {scene.Project.Id} {scene.Stage.Id}",
        () => scene.Clerk.GetAsync(cancellation),
        seen => seen.State is not "approved",
        cancellation);
}
