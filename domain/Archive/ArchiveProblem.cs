using PerfFlow.Domain.Findings;

namespace PerfFlow.Domain.Archive;

/// <summary>Something wrong with an archive.</summary>
/// <param name="Code">Stable upper-case code.</param>
/// <param name="Path">The file at fault in the zip; null for the zip as a whole.</param>
public sealed record ArchiveProblem(string Code, string? Path, Message Text);

/// <summary>Everything that can be wrong with an archive.</summary>
internal static class ArchiveProblems
{
    public static ArchiveProblem NotAZip() => Of("NOT_A_ZIP", null, "不是档案压缩包,或已损坏。", "This is no archive, or it is damaged.");

    public static ArchiveProblem ArchiveChanged() => Of(
        "ARCHIVE_CHANGED", null, "整个压缩包的 SHA-256 与给出的不一致。", "The SHA-256 of the whole file is not the one that was given.");

    public static ArchiveProblem ManifestUnreadable() => Of(
        "MANIFEST_UNREADABLE", ArchiveManifest.FileName, "清单缺失或无法读取。", "The manifest is missing or cannot be read.");

    public static ArchiveProblem FileTwice(string path) => Of("FILE_TWICE", path, "同名文件出现多次。", "There is more than one file of this name.");

    public static ArchiveProblem FilePacked(string path) => Of("FILE_PACKED", path, "文件被重新压缩过。", "The file has been packed anew.");

    public static ArchiveProblem FileUnlisted(string path)
        => Of("FILE_UNLISTED", path, "清单中没有此文件。", "The manifest does not know this file.");

    public static ArchiveProblem FileMissing(string path) => Of("FILE_MISSING", path, "清单所列文件不存在。", "A file of the manifest is not there.");

    public static ArchiveProblem FileChanged(string path) => Of(
        "FILE_CHANGED", path, "文件内容与清单中的哈希不一致。", "The file's bytes are not those of the manifest.");

    public static ArchiveProblem SumsDiffer() => Of(
        "SUMS_DIFFER", ArchiveManifest.SumsName, "SHA256SUMS 与文件不一致。", "SHA256SUMS does not agree with the files.");

    public static ArchiveProblem EventsUnreadable(string path) => Of("EVENTS_UNREADABLE", path, "事件记录无法读取。", "The events cannot be read.");

    public static ArchiveProblem ChainBroken(string path, int version) => Of(
        "CHAIN_BROKEN", path, $"哈希链在第 {version} 条事件处断开。", $"The chain of hashes breaks at event {version}.");

    public static ArchiveProblem AnchorDiffers(string path, int version) => Of(
        "ANCHOR_DIFFERS", path, $"第 {version} 条事件处与锚定不一致。", $"At event {version} the chain is not the one that was anchored.");

    public static ArchiveProblem PersonUnnamed(string key) => Of(
        "PERSON_UNNAMED", ArchiveManifest.PeopleName, $"没有写明 {key} 是谁。", $"It does not say who {key} was.");

    public static ArchiveProblem SheetMissing(string stage, int version) => Of(
        "SHEET_MISSING", null, $"缺少 {stage} 第 {version} 版的原始文件。", $"The original file of {stage} version {version} is not there.");

    public static ArchiveProblem SheetChanged(string path) => Of(
        "SHEET_CHANGED", path, "原始文件的哈希与台账不一致。", "The original file is not the one in the ledger.");

    public static ArchiveProblem EvidenceMissing(string id)
        => Of("EVIDENCE_MISSING", null, $"缺少佐证材料 {id}。", $"The evidence {id} is not there.");

    public static ArchiveProblem EvidenceChanged(string path) => Of(
        "EVIDENCE_CHANGED", path, "佐证材料的哈希与台账不一致。", "The evidence is not the one in the ledger.");

    private static ArchiveProblem Of(string code, string? path, string zh, string en) => new(code, path, new(zh, en));
}
