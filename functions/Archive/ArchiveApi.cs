using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Plan;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Storage.Files;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Archive;

/// <param name="Sha256">Of the whole file, as the unit's ledger has it; null while it is not archived.</param>
public sealed record ArchivedProject(ProjectId Project, string Name, string? Sha256, string? Location);

/// <param name="Done">Every project is archived, and the year is over.</param>
public sealed record ArchiveAnswer(int Year, bool Done, IReadOnlyList<ArchivedProject> Projects);

/// <summary>The archives of a year that is over: one zip per project.</summary>
public sealed class ArchiveApi(Board board, Archives archives, Obstacles obstacles)
{
    private const string Zip = "application/zip";

    private static readonly Problem NotArchivedYet = new(409, "NOT_ARCHIVED_YET", new Message(
        "该项目尚未归档:报告签发后自动归档。", "The project is not archived yet: it is once the report has been signed."));

    [Requires(Right.ReadArchive)]
    [Answers(200, "The archives of the year with the hash of each.", Json = typeof(ArchiveAnswer))]
    [Function("ListArchives")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Year + "/archive")] HttpRequest request)
    {
        if (request.YearIn() is not { } year)
        {
            return Problems.NotFound;
        }

        var unit = request.UnitIn();
        var shown = (await board.ShowAsync(unit, year, request.HttpContext.RequestAborted)).Unit;
        return shown.Plan is null
            ? Problems.NotFound
            : Json.Ok(new ArchiveAnswer(year, shown.Done, [.. shown.ProjectsToArchive.Select(project => new ArchivedProject(
                project.Id,
                project.Name,
                shown.Archives.GetValueOrDefault(project.Id),
                shown.Archives.ContainsKey(project.Id) ? Routes.Location(unit, year, project.Id, rest: "archive") : null))]));
    }

    [Requires(Right.ReadArchive)]
    [Answers(200, "Everything of the project-year in one zip, which can be verified offline.", File = Zip)]
    [Function("GetArchive")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Project + "/archive")] HttpRequest request)
    {
        if (request.YearIn() is not { } year || request.KeyIn<ProjectId>("project") is not { } id)
        {
            return Problems.NotFound;
        }

        var (unit, cancellation) = (request.UnitIn(), request.HttpContext.RequestAborted);
        if (await board.RegistrationAsync(unit, year, id, cancellation) is not { } registration)
        {
            return Problems.NotFound;
        }

        if (registration.Archive is not { } sha256)
        {
            return await obstacles.FindAsync(unit, year, ArchiveProjects.ObstacleOf(id), cancellation) is { } obstacle
                ? Problems.Of(obstacle)
                : NotArchivedYet;
        }

        return await archives.OpenAsync(unit, year, id, sha256, cancellation) is { } content
            ? Results.Stream(content, Zip, $"{unit}-{year}-{id}.zip", entityTag: new EntityTagHeaderValue($"\"{sha256}\""))
            : throw new AlteredFileException(Archives.Kept(unit, year, id, sha256), null);
    }
}
