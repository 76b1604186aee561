using PerfFlow.Demo.Client;
using PerfFlow.Demo.Data;

namespace PerfFlow.Demo.Year;

/// <summary>
/// Brings one sheet through one stage. What to do next is read from the app each time, so it does not matter where a run
/// was interrupted.
/// </summary>
internal sealed class SheetPlay(PerfFlowClient anyone, People people, Workbooks workbooks, YearStep step, IYearProgress progress)
{
    public async Task PlayAsync(Project project, PlannedStage stage, CancellationToken cancellation)
    {
        var clerk = Sheet(People.Clerk(project.Section.Value));
        var head = Sheet(People.Head(project.Section.Value));
        var lead = Sheet(people.Lead);
        var group = Sheet(people.Chair);
        var incident = Incident.Of(project.Id, stage.Id);

        while (true)
        {
            var item = await clerk.GetAsync(cancellation);
            var version = item.Version ?? 0;
            switch (item.State)
            {
                case "not-started" or "returned" or "reopened":
                    await UploadAsync(version + 1);
                    break;
                case "draft":
                    await ReadAsync(version);
                    break;
                case "submitted" when Returns(version):
                    await lead.ReturnAsync(version, incident!.ReturnReason!, cancellation);
                    progress.Note(stage.Id, project, $"退回: {incident.ReturnReason}");
                    break;
                case "submitted" when stage.Approver == "group" || item.Figures?.Light == "red":
                    await lead.CheckAsync(version, cancellation);
                    break;
                case "submitted":
                    await lead.ApproveAsync(version, cancellation);
                    break;
                case "lead-checked":
                    await group.ApproveAsync(version, cancellation);
                    break;
                case "approved":
                    await Wait.UntilAsync(
                        $"the lock of {project.Id} {stage.Id}", () => clerk.GetAsync(cancellation), seen => seen.State is not "approved", cancellation);
                    break;
                case "locked" or "archived":
                    return;
                default:
                    throw new InvalidOperationException($"{project.Id} {stage.Id} is {item.State}, from where the demo knows no way.");
            }
        }

        SheetClient Sheet(Access.Person person) => anyone.As(person).Year(step.UnitId, step.Year).Sheet(project.Id, stage.Id);

        bool Returns(int version) => version == 1 && incident?.ReturnReason is not null;

        async Task UploadAsync(int nth)
        {
            var template = await clerk.DownloadTemplateAsync(cancellation);
            var file = workbooks.Fill(project, stage.Kind, stage.Month, template, nth == 1 ? incident?.Slip : null);
            var name = $"{project.Number:00}-{project.Name.Value}-{stage.Id}-{nth}.xlsx";
            await step.KeepAsync(name, file, cancellation);
            await clerk.UploadAsync(nth, name, file, cancellation);
        }

        async Task ReadAsync(int version)
        {
            var upload = await Wait.UntilAsync(
                $"the reading of {project.Id} {stage.Id} version {version}",
                () => clerk.GetUploadAsync(version, cancellation),
                status => status.State == "read",
                cancellation);
            if (upload.Ok)
            {
                await head.SubmitAsync(version, cancellation);
                return;
            }

            var error = upload.Findings?.FirstOrDefault(finding => finding.Level == "error")
                ?? throw new InvalidOperationException($"{project.Id} {stage.Id} version {version} is not ok and no error says why.");
            progress.Note(stage.Id, project, $"{error.Code} {error.Cell}: {error.Message}");
            if (version != 1 || incident is not { ReturnReason: null })
            {
                throw new InvalidOperationException($"{project.Id} {stage.Id} version {version} has an error the demo did not put there: {error.Code} {error.Cell} {error.Message}");
            }

            await UploadAsync(version + 1);
        }
    }
}
