using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Functions.Items;
using PerfFlow.Functions.Reading;
using PerfFlow.Functions.Years;
using PerfFlow.Storage.Files;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Reviews;

/// <summary>Evidence (佐证材料) behind the indicators of an item: attached and withdrawn by the section, read by whoever reviews.</summary>
public sealed class EvidenceApi(
    Scenes scenes, ItemCommands commands, ItemDesk desk, ApprovedFigures approved,
    EvidenceFiles files, BodyFiles bodies, Ledger ledger, UnitPeople people, EvidenceLimit limit,
    WorkbookSlots slots)
{
    private const string Route = Routes.Item + "/evidence";
    private const int IdLength = 16;

    [Requires(Right.AttachEvidence)]
    [Query("indicator", Required = true)]
    [Query("fileName")]
    [Answers(201, "The file is kept and stands behind the indicator; 200 when it did before.",
        Body = typeof(Stream), Json = typeof(EvidenceAnswer))]
    [Function("AttachEvidence")]
    public async Task<IResult> AttachAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request,
        [DurableClient] DurableTaskClient client)
    {
        var (scene, missing) = await scenes.FindAsync(request, known: true);
        if (missing is not null)
        {
            return missing;
        }

        var (received, refused) = await bodies.ReceiveAsync(request, limit.Bytes, isKept: true);
        await using var body = received;
        if (refused is not null)
        {
            return refused;
        }

        var file = body!.Content;
        if (file.Length == 0)
        {
            return Problems.EmptyFile;
        }

        var (type, problem) = await slots.EvidenceAsync(
            request, () => EvidenceType.OfAsync(file, request.HttpContext.RequestAborted));
        return problem
            ?? (limit.Types.Contains(type!.Name)
                ? await AttachAsync(request, client, scene!, file, type)
                : EvidenceProblems.TypeNotAllowed);
    }

    [Requires(Right.ReadEvidence)]
    [Answers(200, "All evidence of the item, withdrawn ones with their reason.", Json = typeof(IReadOnlyList<EvidenceAnswer>))]
    [Function("ListEvidence")]
    public async Task<IResult> ListAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request)
    {
        var (scene, problem) = await scenes.FindAsync(request);
        return problem ?? Json.Ok(await AllAsync(request, scene!));
    }

    [Requires(Right.ReadEvidence)]
    [NeedsPeople]
    [Answers(200, "The file, to be saved.", File = "application/octet-stream")]
    [Function("GetEvidence")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/{evidence}")] HttpRequest request)
    {
        var (scene, problem) = await scenes.FindAsync(request);
        if (problem is not null)
        {
            return problem;
        }

        if ((await AllAsync(request, scene!)).FirstOrDefault(file => file.Id == IdIn(request)) is not { } found)
        {
            return Problems.NotFound;
        }

        var (name, cancellation) = (NameOf(scene!, found.Id, found.Sha256), request.HttpContext.RequestAborted);
        var content = await WholeFile.OfAsync(
            files.OpenAsync(name, found.Sha256, cancellation), EvidenceFiles.Kept(name, found.Sha256), cancellation);

        // with a name it is an attachment, never shown in place
        return Results.Stream(
            content, found.Media, FileNames.Safe(found.FileName, EvidenceType.ExtensionOf(found.Media, found.FileName)));
    }

    [Requires(Right.AttachEvidence)]
    [Answers(200, "The file no longer counts, and is kept.", Body = typeof(WithdrawEvidence), Json = typeof(ItemAnswer))]
    [Function("WithdrawEvidence")]
    public Task<IResult> WithdrawAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Route + "/{evidence}")] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        commands.DoAsync<WithdrawEvidence>(request, client, (stage, by, body) =>
            new ItemCommand.WithdrawEvidence(stage, by, IdIn(request), body.Reason), known: true);

    private async Task<IResult> AttachAsync(HttpRequest request, DurableTaskClient client, Scene scene, FileStream file, EvidenceType type)
    {
        var (indicator, sha256, cancellation) = (
            request.Query["indicator"].ToString(), request.BodyHash()!, request.HttpContext.RequestAborted);
        var evidence = new Evidence(IdOf(indicator, sha256), indicator, sha256, FileNames.In(request, "evidence"), type.Media, file.Length);
        var (done, problem) = await desk.DoAsync(
            request,
            client,
            scene,
            async (project, by) => new ItemCommand.AttachEvidence(scene.Stage.Id, by, evidence, await ApprovedAsync(project)),
            _ =>
            {
                file.Position = 0;
                return files.KeepAsync(NameOf(scene, evidence.Id, sha256), file, cancellation);
            },
            await ledger.FindKnownAsync(scene.Stream, cancellation));
        if (problem is not null)
        {
            return problem;
        }

        var project = await ledger.ReadKnownAsync(scene.Stream, cancellation); // with what was just appended
        var shown = EvidenceAnswer.Of(scene, project.Events.Select(entry => entry.Event), await people.OfAsync(request))
            .First(known => known.Id == evidence.Id);
        return done!.IsNew ? Json.Created(shown.Location, shown) : Json.Ok(shown);

        async Task<ImmutableArray<string>> ApprovedAsync(ProjectYear project) =>
            [.. (await approved.TargetsAsync(scene.Unit, scene.Plan, project, cancellation))?.Indicators.Select(known => known.Id) ?? []];
    }

    private async Task<IReadOnlyList<EvidenceAnswer>> AllAsync(HttpRequest request, Scene scene)
    {
        var project = await ledger.ReadAsync(scene.Stream, request.HttpContext.RequestAborted);
        var known = await people.OfAsync(request);
        return project.Tell(events => EvidenceAnswer.Of(scene, events, known));
    }

    private static string NameOf(Scene scene, string id, string sha256) =>
        EvidenceFiles.Name(scene.Unit, scene.Year, scene.Stage.Id, scene.Project.Id, id, sha256);

    /// <summary>The same file behind the same indicator is the same evidence.</summary>
    private static string IdOf(string indicator, string sha256) => Hash($"{indicator}\n{sha256}")[..IdLength];

    private static string IdIn(HttpRequest request) => request.HttpContext.GetRouteValue("evidence") as string ?? "";

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
