using PerfFlow.Domain.Findings;
using PerfFlow.Storage.Files;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Ledgers;

/// <param name="Version">Events that hold, up to the first that does not.</param>
/// <param name="Head">Hash recomputed up to there.</param>
/// <param name="Found">Null when the stream is as it was written.</param>
public sealed record StreamAnswer(string Stream, int Version, string Head, TamperingAnswer? Found);

/// <param name="At">Version of the event at fault; of the last one where the whole stream is.</param>
public sealed record TamperingAnswer(Tampering Kind, int At);

/// <param name="Where"><c>@anchors</c>, <c>@anchors/2024-06-01.json</c>, <c>@registry</c>.</param>
public sealed record BesideAnswer(Tampering Kind, string Where);

/// <summary>Something worth a look that is no proof of anything.</summary>
public sealed record NoticeAnswer(string Code, string Title, DateOnly From, DateOnly To);

/// <param name="Name">Where it lies: ids and hashes.</param>
/// <param name="Expected">SHA-256 in the ledger.</param>
/// <param name="Found">Of what lies there; null: it is gone.</param>
public sealed record AlteredFileAnswer(KeptKind Kind, string Name, string Expected, string? Found);

/// <param name="Checked">Files so far.</param>
/// <param name="Altered">How many of them are gone or altered; the first are listed.</param>
public sealed record FilePassAnswer(
    DateTimeOffset Begun, DateTimeOffset? Ended, int Checked, int Altered, IReadOnlyList<AlteredFileAnswer> Found)
{
    internal static FilePassAnswer? Of(FilePass? pass) => pass is null ? null : new(
        pass.Begun,
        pass.Ended,
        pass.Checked,
        pass.Altered,
        [.. pass.Found.Select(altered => new AlteredFileAnswer(altered.File.Kind, altered.File.Name, altered.File.Sha256, altered.Found))]);
}

/// <summary>When the files that the ledger names were compared with their hashes.</summary>
/// <param name="Last">The last look through all of them; null: none yet.</param>
/// <param name="Running">The one that is going on; null: none is.</param>
public sealed record FilesAnswer(bool Ok, FilePassAnswer? Last, FilePassAnswer? Running)
{
    internal static FilesAnswer Of(FilePasses passes) => new(passes.Ok, FilePassAnswer.Of(passes.Last), FilePassAnswer.Of(passes.Running));
}

/// <summary>What a verification says nothing of.</summary>
public sealed record NotCoveredAnswer(string Code, string Title);

/// <param name="At">When this was checked.</param>
/// <param name="Anchors">Days that were anchored, each of which was compared.</param>
/// <param name="Streams">The unit's own, every project's, and that of its memberships.</param>
/// <param name="Found">What is wrong beside the streams.</param>
public sealed record VerificationAnswer(
    bool Ok,
    DateTimeOffset At,
    IReadOnlyList<DateOnly> Anchors,
    IReadOnlyList<StreamAnswer> Streams,
    IReadOnlyList<BesideAnswer> Found,
    IReadOnlyList<NoticeAnswer> Notices,
    FilesAnswer Files,
    IReadOnlyList<NotCoveredAnswer> NotCovered)
{
    private static readonly Message Gap = new(
        "这些日期没有锚点:夜间巡检未运行,或锚点被删除,无法区分。",
        "There is no anchor of these days: the night did not come, or the anchor was taken away. It cannot be told which.");

    private static readonly (string Code, Message Text)[] Beyond =
    [
        ("PEOPLE_AND_NAMES", new(
            "人员姓名;台账开始记录之前登记的单位,其名称与上级单位。",
            "Names of people; name and parent of a unit that was registered before its ledger held them.")),
        ("PERSON_IDS", new(
            "成员编号与其登录身份的对应关系;邀请与加入申请。",
            "Which sign-in belongs to a member's key; invitations, and who asks to join.")),
        ("NOTICES", new("收件箱、邮件与催办记录。", "The inbox, mails, and what was reminded of.")),
        ("SCHEDULES", new("到期索引与流程引擎的状态,夜间会自动修复。", "The index of what is due and the state of the engine: both are mended at night.")),
        ("UNNAMED_FILES", new("台账中没有任何事件提到的文件。", "Files that no event of the ledger names.")),
        ("FILES_SINCE", new("文件在上次全面核对(见 files)之后的改动;下载和使用时仍逐一核对。",
            "Files altered since the last look through all (see files); each is compared again whenever it is used or handed out.")),
        ("FILE_LOOK_NOTE", new(
            "文件核对进行到何处的记录(files):它在台账之外,能改写存储的人也能改写它。",
            "The note of how far the look through the files is (see files): it lies beside the ledger, and who can write to storage can "
            + "alter it.")),
        ("SINCE_LAST_ANCHOR", new("最近一个锚点之后整条重写的链。", "A chain written anew as a whole since the last anchor.")),
    ];

    internal static VerificationAnswer Of(YearVerification verified, FilePasses files, string language) => new(
        verified.Ledger.Ok && files.Ok,
        verified.Ledger.At,
        verified.Anchors,
        [.. verified.Ledger.Streams.Select(stream => new StreamAnswer(
            stream.Stream,
            stream.Version,
            stream.Hash,
            stream.Found is { } found ? new TamperingAnswer(found.Kind, found.Version) : null))],
        [.. verified.Ledger.Found.Select(found => new BesideAnswer(found.Kind, found.Stream))],
        [.. verified.Gaps.Select(gap => new NoticeAnswer("ANCHOR_GAP", In(Gap, language), gap.From, gap.To))],
        FilesAnswer.Of(files),
        [.. Beyond.Select(beyond => new NotCoveredAnswer(beyond.Code, In(beyond.Text, language)))]);

    private static string In(Message message, string language) => language == "en" ? message.En : message.Zh;
}
