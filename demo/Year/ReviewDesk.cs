using PerfFlow.Demo.Client;

namespace PerfFlow.Demo.Year;

/// <summary>What lead office and leading group do with a sheet.</summary>
internal sealed class ReviewDesk(SheetScene scene)
{
    private readonly Incident incident = scene.Incident;

    /// <summary>The lead: back to the section, on to the group, or approved.</summary>
    public async Task CheckAsync(ItemStatus item, CancellationToken cancellation)
    {
        if (incident.Return is { } back && item.Version == 1)
        {
            await scene.Lead.ReturnAsync(item.Version, back.Reason, [await PointAsync(back, cancellation)], cancellation);
            scene.Note($"退回: {back.Reason}");
            return;
        }

        await CloseRectificationsAsync(cancellation);
        var red = item.Figures?.Light == "red";
        if (incident.Rectification is { } rectification && item.Rectifications.Count == 0)
        {
            await scene.Lead.RequireRectificationAsync(rectification.Requirement, cancellation);
            scene.Note($"红灯, 报领导小组; 整改要求: {rectification.Requirement}");
        }

        if (red || scene.Stage.Approver == "group")
        {
            await scene.Lead.CheckAsync(item.Version, cancellation);
        }
        else
        {
            await scene.Lead.ApproveAsync(item.Version, cancellation: cancellation);
        }
    }

    /// <summary>The group: two of three carry it.</summary>
    public async Task VoteAsync(int version, CancellationToken cancellation)
    {
        if (incident.Dissent is { } dissent)
        {
            await scene.As(scene.People.SecondMember).ReturnAsync(version, dissent, [], cancellation);
            scene.Note($"不同意见, 多数通过: {dissent}");
        }

        if (incident.Edits is { } edits)
        {
            await scene.As(scene.People.Chair).ApproveAsync(version, "good", edits, cancellation);
            scene.Note($"良, 修改后下达: {edits}");
        }
        else
        {
            await scene.As(scene.People.Chair).ApproveAsync(version, cancellation: cancellation);
        }

        await scene.As(scene.People.FirstMember).ApproveAsync(version, cancellation: cancellation);
    }

    /// <summary>The lead finds the agreed edits in the version.</summary>
    public Task CompleteAsync(int version, CancellationToken cancellation) => scene.Lead.CompleteAsync(version, cancellation);

    /// <summary>The lead asks, the chair consents.</summary>
    public async Task ReopenAsync(ItemStatus item, CancellationToken cancellation)
    {
        await scene.Lead.AskReopeningAsync(item.Attempt, incident.Reopening!, cancellation);
        await scene.As(scene.People.Chair).ConsentToReopeningAsync(item.Attempt, cancellation);
        scene.Note($"重新打开, 组长同意: {incident.Reopening}");
    }

    /// <summary>Points at the cell of the indicator's name, as far as the reading says where that is.</summary>
    private async Task<ReturnPoint> PointAsync(ReturnedSheet back, CancellationToken cancellation)
    {
        var reading = await scene.Lead.GetUploadAsync(1, cancellation);
        var place = reading.Assessment?.Indicators?.FirstOrDefault(indicator => indicator.Name == back.Indicator)?.Place;
        return new(place is null ? back.Indicator : $"{place.Sheet}!{place.Cell}", back.Point);
    }

    private async Task CloseRectificationsAsync(CancellationToken cancellation)
    {
        if (Incident.AnsweredIn(scene.Project.Id, scene.Stage.Id) is not { } earlier)
        {
            return;
        }

        var sheet = scene.As(scene.People.Lead, earlier.Stage);
        foreach (var asked in (await sheet.GetAsync(cancellation)).Rectifications.Where(asked => asked.Conclusion is null))
        {
            await sheet.CloseRectificationAsync(asked.Id, earlier.Rectification!.Conclusion, cancellation);
            scene.Note($"整改结论: {earlier.Rectification.Conclusion}");
        }
    }
}
