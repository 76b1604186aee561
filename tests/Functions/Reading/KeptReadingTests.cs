using System.Text.Json;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Judgement;
using PerfFlow.Domain.Monitoring;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Review;
using PerfFlow.Domain.Targets;
using PerfFlow.Functions.Items;
using PerfFlow.Functions.Reading;
using PerfFlow.Storage;

namespace PerfFlow.Functions.Tests.Reading;

/// <summary>
/// A reading is kept under the hash of its bytes, and an item is locked under a hash of its reading. The files here were kept once by the
/// application; they stand for what lies in storage, and are never made anew.
/// </summary>
public sealed class KeptReadingTests
{
    [Theory]
    [InlineData("targets", FormKind.Targets, "b48e9fd96eb5c61756a4a9e768b956f0dc9abdb7b05cd0d05685885d6d565262")]
    [InlineData("monitoring", FormKind.Monitoring, "b4a3f85a1967b9f27dd2740bf0fd2bb322b1e5a4493c75650fd9eff23db39f94")]
    [InlineData("self-evaluation", FormKind.SelfEvaluation, "2cf9a623e86d9edadfd14910a03558bdb0a6d317b4f918389071c44089ab2263")]
    public void What_was_kept_is_read_written_again_and_locked_as_it_was(string name, FormKind kind, string locked)
    {
        var kept = Kept(name);

        Assert.Equal(kind, kept.Form!.Kind);
        Assert.Equal(Text(name), JsonSerializer.Serialize(kept, Wire.Json));
        Assert.Equal(locked, ItemLock.HashOf(kept, new ScoreOverride(88, "良", "佐证不足", 92.5m), ["i01 aa", "i02 bb"]));
    }

    /// <summary>
    /// It is stored too: the same file on the same basis is not read again. A new version of the reader makes these others.
    /// </summary>
    [Theory]
    [InlineData(FormKind.Targets, null, EvidenceRule.None, false, "c2affc2aee410f52efb6f45152fd13f53771b09c")]
    [InlineData(FormKind.Monitoring, 6, EvidenceRule.Judged, false, "cded7749fe72de396b6e818de2287b2e359dd0d4")]
    [InlineData(FormKind.Monitoring, 6, EvidenceRule.Judged, true, "70bfd7895e1548fffdda751d2502c2e37a837f5d")]
    [InlineData(FormKind.SelfEvaluation, 12, EvidenceRule.Scored, true, "a2a78ac346df9b760225e6a15ea06d833d12732c")]
    public void The_same_input_is_the_same_basis(FormKind kind, int? month, EvidenceRule evidence, bool measured, string basis)
    {
        var profile = Profile.Standard with { Version = 3 };
        var approved = measured ? ApprovedTargets.Approve((TargetAssessment)Kept("targets").Assessment!) : null;
        var before = measured && kind == FormKind.Monitoring ? (MonitoringAssessment)Kept("monitoring").Assessment! : null;

        Assert.StartsWith(
            basis, SheetBasis.Of(new SheetTask("道路养护", 2024, kind, month, profile, evidence, approved, before)), StringComparison.Ordinal);
    }

    private static AssessedSheet Kept(string name) => JsonSerializer.Deserialize<AssessedSheet>(Text(name), Wire.Json)!;

    private static string Text(string name) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Reading", "Kept", $"{name}.json")).TrimEnd('\n');
}
