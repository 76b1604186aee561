using PerfFlow.Domain.Access;
using PerfFlow.Domain.Archive;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Profiles;
using PerfFlow.Storage.Files;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Archive;

/// <summary>What the archives of a year have in common, read once for all that are made together.</summary>
/// <param name="Events">Of the unit's stream, up to the signing of the report.</param>
/// <param name="Anchor">The latest; null when there is none.</param>
/// <param name="Waiting">Sheets that still lay in the inbox.</param>
/// <param name="Sources">Files that are the same in each archive.</param>
public sealed record ArchivedYear(
    UnitId Unit,
    string UnitName,
    int Year,
    YearPlan Plan,
    Profile Rules,
    IReadOnlyList<ArchivedEvent> Events,
    People People,
    Anchor? Anchor,
    IReadOnlySet<UploadName> Waiting,
    IReadOnlyList<ArchiveSource> Sources);
