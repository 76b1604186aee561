using Microsoft.Extensions.Logging;
using PerfFlow.Domain.News;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Ledgers;
using PerfFlow.Functions.Years;
using PerfFlow.Storage.Files;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Reading;

/// <summary>
/// From an upload to its reading in the ledger. Idempotent by version: a version that has a reading is left alone, so a
/// trigger that fires again, or the sweep, changes nothing.
/// </summary>
public sealed class Ingestion(
    KnownYears years, Ledger ledger, UploadJudge judge, NewsSoon news, TimeProvider time, ILogger<Ingestion> log)
{
    /// <summary>The trigger may be faster than the endpoint that is still writing the version to the ledger.</summary>
    private const int Waits = 8;

    /// <summary>Times a sheet is judged again because what it is judged by has changed meanwhile.</summary>
    private const int MostJudgements = 5;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Three transactions where year and project are at hand: the file, the reading, its event.</summary>
    /// <exception cref="UploadNotKeptException">The ledger does not know the version, or the bytes are gone.</exception>
    /// <exception cref="AlteredFileException">See <see cref="UploadJudge.JudgeAsync"/>.</exception>
    public async Task IngestAsync(UploadName name, CancellationToken cancellation)
    {
        if (await SceneAsync(name, cancellation) is not { } scene)
        {
            log.NotAnUpload(name.ToString());
            return;
        }

        var head = await ledger.FindKnownAsync(scene.Stream, cancellation);
        for (var wait = head.IsKnown ? -1 : 0; wait < Waits && Awaits(head.State, scene, name) is null; wait++)
        {
            await (wait < 0 ? Task.CompletedTask : Task.Delay(Pause, time, cancellation)); // what is at hand is asked again at once
            head = await ledger.FindAsync(scene.Stream, cancellation);
        }

        switch (Awaits(head.State, scene, name))
        {
            case null:
                throw new UploadNotKeptException($"The ledger has no version of {name}.");
            case false:
                log.NothingToRead(name.ToString());
                await TellAsync(scene, head.State); // the trigger may have died before it could
                return;
            default:
                await ReadAsync(scene, name, head, cancellation);
                break;
        }
    }

    /// <summary>Ends the wait for a version that could not be read time and again: a reading that says so.</summary>
    public async Task GiveUpAsync(UploadName name, CancellationToken cancellation)
    {
        if (await SceneAsync(name, cancellation) is { } scene)
        {
            await ledger.ExecuteAsync(
                scene.Stream,
                null,
                (state, now) => Awaits(state, scene, name) == true
                    ? state.Decide(scene.Stage, new ItemCommand.Read(scene.Stage.Id, name.Version, ReadingSummary.Failure), now)
                    : Refusals.NoSuchVersion,
                cancellation);
        }
    }

    /// <summary>Where the reading leaves something to do for others than who sent the sheet.</summary>
    private Task TellAsync(Scene scene, ProjectYear project) =>
        MakesNews.AsksFor(project.ItemOf(scene.Stage.Id)) ? news.TellAsync(scene.Unit, scene.Year) : Task.CompletedTask;

    private async Task<Scene?> SceneAsync(UploadName name, CancellationToken cancellation) =>
        (await years.FindAsync(name.Unit, name.Year, name.Project, name.Stage, _ => true, cancellation)).Scene;

    /// <summary>
    /// Null: the ledger has no such version, or not yet. False: it is read, or other bytes have the version: of two uploads at once that
    /// wanted the same one has it, and the other was kept again under the next.
    /// </summary>
    private static bool? Awaits(ProjectYear state, Scene scene, UploadName name) =>
        state.ItemOf(scene.Stage.Id).Awaits(name.Version, name.Sha256);

    /// <summary>Reads and judges before the ledger is written to, and again when what it is judged by has changed meanwhile.</summary>
    private async Task ReadAsync(Scene scene, UploadName name, LedgerHead<ProjectYear> head, CancellationToken cancellation)
    {
        for (var judged = 1; judged <= MostJudgements; judged++)
        {
            var reading = await judge.JudgeAsync(scene, head.State, name, cancellation);
            if (!reading.Ok && (await years.ReadAsync(name.Unit, name.Year, name.Project, name.Stage, cancellation)).Scene is { } now
                && (now.Project, now.Plan, now.Profile) != (scene.Project, scene.Plan, scene.Profile))
            {
                scene = now; // what was at hand may be seconds old, and a reading is for good
                continue;
            }

            var answer = await ledger.ExecuteAsync(
                scene.Stream,
                head,
                null,
                (state, now) => Awaits(state, scene, name) == true && ReadingBasis.IsSame(scene.Plan, scene.Stage, head.State, state)
                    ? state.Decide(scene.Stage, new ItemCommand.Read(scene.Stage.Id, name.Version, reading), now)
                    : Decision<ItemEvent>.Nothing,
                cancellation);
            var item = answer.State.ItemOf(scene.Stage.Id);
            if (item.Awaits(name.Version, name.Sha256) == false)
            {
                log.SheetRead(name.ToString(), reading.Ok);
                await TellAsync(scene, answer.State);
                return;
            }

            head = await ledger.FindAsync(scene.Stream, cancellation);
        }

        throw new UploadNotKeptException($"What {name} is judged by changed {MostJudgements} times.");
    }
}
