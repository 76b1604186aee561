using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Judgement;
using PerfFlow.Domain.Monitoring;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Targets;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Sheets.Reading;

namespace PerfFlow.Functions.Reading;

/// <summary>
/// Hash of everything but the file that a judgement rests on: another whenever the same file could be judged differently.
/// </summary>
internal static class SheetBasis
{
    public static string Of(SheetTask task) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
        new Basis(
            task.Project,
            task.Year,
            task.Kind,
            task.Month,
            task.Profile.Id,
            task.Profile.Version,
            task.Evidence,
            task.Approved,
            task.Previous,
            SheetReader.Version,
            task.Spending),
        Json.Options)));

    /// <param name="Spending">Left out where the project has no plan: the same basis as before there were any.</param>
    private sealed record Basis(
        string Project,
        int Year,
        FormKind Kind,
        int? Month,
        string Id,
        int Version,
        EvidenceRule Evidence,
        ApprovedTargets? Approved,
        MonitoringAssessment? Previous,
        string Reader,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SpendingPlan? Spending);
}
