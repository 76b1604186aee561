using PerfFlow.Demo.Client;

namespace PerfFlow.Demo.Year;

/// <summary>What clerk and head of the section do with a sheet.</summary>
internal sealed class SectionDesk(SheetScene scene, Workbooks workbooks)
{
    /// <summary>Nothing happens until a reminder says that the deadline has passed.</summary>
    public async Task AwaitReminderAsync(CancellationToken cancellation)
    {
        var clerk = scene.Anyone.As(People.Clerk(scene.Project.Section.Value));
        var inbox = await Wait.UntilAsync(
            $"a reminder of {scene.Project.Id} {scene.Stage.Id}",
            () => clerk.GetInboxAsync(scene.Step.UnitId, cancellation),
            seen => seen.Notices.Any(IsOverdue),
            cancellation);
        var reminder = inbox.Notices.First(IsOverdue);
        scene.Note($"催办: {reminder.Subject.Zh}");
        await clerk.ReadNoticeAsync(scene.Step.UnitId, reminder.Id, cancellation);
        var lead = scene.Anyone.As(scene.People.Lead).Year(scene.Step.UnitId, scene.Step.Year);
        await scene.Step.KeepAsync(
            YearStep.Lists, $"催办单-{StageName.Of(scene.Stage.Id)}.xlsx",
            await lead.DownloadReminderListAsync(scene.Stage.Id, cancellation), cancellation);

        bool IsOverdue(Notice notice) => notice.IsReminder && notice.Stage == scene.Stage.Id && notice.Rung > scene.Stage.DueAt;
    }

    public async Task UploadAsync(int version, CancellationToken cancellation)
    {
        var template = await scene.Clerk.DownloadTemplateAsync(cancellation);
        var slip = version == 1 ? scene.Incident.FirstVersion : null;
        var file = workbooks.Fill(scene.Project, scene.Stage.Kind, scene.Stage.Month, template, slip);
        var name = NameOf(version);
        await scene.Step.KeepAsync(YearStep.Sent, name, file, cancellation);
        await scene.Clerk.UploadAsync(version, name, file, cancellation);
    }

    /// <summary>
    /// Waits for the reading, and mends what it finds; else attaches what is to be attached, answers what was asked, and submits.
    /// </summary>
    public async Task HandInAsync(ItemStatus item, CancellationToken cancellation)
    {
        var reading = await ReadAsync(item.Version, cancellation);
        if (!reading.Ok)
        {
            Tell(reading);
            await scene.Step.KeepAsync(
                YearStep.Marked, $"批注-{NameOf(item.Version)}",
                await scene.Clerk.DownloadMarkedAsync(item.Version, cancellation), cancellation);
            await UploadAsync(item.Version + 1, cancellation);
            return;
        }

        if (scene.Stage.Kind == "self-evaluation")
        {
            await AttachEvidenceAsync(reading, cancellation);
        }

        await AnswerRectificationsAsync(cancellation);
        await scene.Head.SubmitAsync(
            item.Version,
            [.. item.Points.Select(point => point with { Text = scene.Incident.Return!.Answer })],
            cancellation);
    }

    public Task<UploadStatus> ReadAsync(int version, CancellationToken cancellation) => Wait.UntilAsync(
        $"the reading of {scene.Project.Id} {scene.Stage.Id} version {version}",
        () => scene.Clerk.GetUploadAsync(version, cancellation),
        status => status.State == "read",
        cancellation);

    private string NameOf(int version)
        => $"{scene.Project.Number:00}-{scene.Project.Name.Value}-{StageName.Of(scene.Stage.Id)}-{version}.xlsx";

    private void Tell(UploadStatus reading)
    {
        var error = reading.Findings.First(finding => finding.Level == "error");
        var expected = reading.Version == 1 && scene.Incident.FirstVersion?.IsCaughtByReading() == true;
        if (!expected)
        {
            throw new InvalidOperationException(
                $"{scene.Project.Id} {scene.Stage.Id} version {reading.Version} has an error the demo did not put there: "
                + $"{error.Code} {error.Cell} {error.Message}");
        }

        scene.Note($"{error.Code} {error.Cell}: {error.Message}");
    }

    private async Task AttachEvidenceAsync(UploadStatus reading, CancellationToken cancellation)
    {
        var item = await scene.Clerk.GetAsync(cancellation);
        foreach (var missing in item.MissingEvidence)
        {
            var indicator = reading.Assessment!.Indicators!.First(indicator => indicator.Id == missing);
            var (name, file) = SupportingFile.For(scene.Project, indicator.Name);
            await scene.Step.KeepAsync(YearStep.Sent, name, file, cancellation);
            await scene.Clerk.AttachEvidenceAsync(missing, name, file, cancellation);
        }
    }

    /// <summary>What an earlier round asked to be put right is answered before this round's sheet.</summary>
    private async Task AnswerRectificationsAsync(CancellationToken cancellation)
    {
        if (Incident.AnsweredIn(scene.Project.Id, scene.Stage.Id) is not { } earlier)
        {
            return;
        }

        var sheet = scene.As(People.Head(scene.Project.Section.Value), earlier.Stage);
        foreach (var asked in (await sheet.GetAsync(cancellation)).Rectifications.Where(asked => asked.Answer is null))
        {
            await sheet.AnswerRectificationAsync(asked.Id, earlier.Rectification!.Answer, cancellation);
            scene.Note($"整改结果: {earlier.Rectification.Answer}");
        }
    }
}
