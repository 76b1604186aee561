using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Review;
using PerfFlow.Storage.Files;
using PerfFlow.Storage.Tables;

namespace PerfFlow.Functions.Edge.Http;

/// <summary>Refusals of the edge. Those of the rules come from the domain with their own codes.</summary>
internal static class Problems
{
    public static readonly Problem Unauthenticated = new(401, "UNAUTHENTICATED", new Message(
        "请先登录:缺少有效的访问令牌。", "Sign in first: there is no valid access token."));

    public static readonly Problem RoleRequired = new(403, "ROLE_REQUIRED", new Message(
        "您在本单位的角色无权执行此操作。", "Your role in this unit does not allow this."));

    public static readonly Problem NotFound = new(404, "NOT_FOUND", new Message(
        "没有这项内容。", "There is no such thing."));

    public static readonly Problem MethodNotAllowed = new(405, "METHOD_NOT_ALLOWED", new Message(
        "此地址不支持该请求方法,可用方法见 Allow 标头。", "This address has no such method: the Allow header names those it has."));

    public static readonly Problem Unexpected = new(500, "UNEXPECTED", new Message(
        "系统出现意外错误,已记录。请稍后重试。", "Something went wrong here; it has been logged. Try again later."));

    public static readonly Problem StorageUnavailable = new(503, "STORAGE_UNAVAILABLE", new Message(
        "存储服务暂时不可用,请稍后重试。", "Storage is not available at the moment. Try again later."), RetryAfter: TimeSpan.FromSeconds(5));

    public static readonly Problem ReadingAltered = new(409, "READING_ALTERED", new Message(
        "已保存的读取结果缺失或被改动,与台账中的哈希不符,因此不予使用。请联系系统管理员从备份恢复后重试。",
        "A reading that was kept is gone or was altered: it is not what the ledger says, and is not used. "
        + "Have an operator restore it from the backup, then try again."));

    public static readonly Problem FileAltered = new(409, "FILE_ALTERED", new Message(
        "已保存的文件缺失或被改动,与台账中的哈希不符,因此不予提供。请联系系统管理员从备份恢复后重试。",
        "A file that was kept is gone or was altered: it is not what the ledger says, and is not handed out. "
        + "Have an operator restore it from the backup, then try again."));

    public static readonly Problem LedgerDamaged = new(409, "LEDGER_DAMAGED", new Message(
        "存储中有一行数据缺失或不是本系统写入的,无法读取。请联系系统管理员:先校验台账,再从备份恢复该行。",
        "A row in storage is gone, or was not written by this application, and cannot be read. "
        + "Have an operator verify the ledger and restore the row from the backup."));

    public static readonly Problem EmptyFile = new(400, "EMPTY_FILE", new Message("文件是空的。", "The file is empty."));

    /// <summary>Not what its sender saw (<c>If-Match</c>): for what is compared while the ledger decides.</summary>
    public static readonly Refusal Changed = new(RefusalKind.Changed, "PRECONDITION_FAILED", new Message(
        "内容已被他人修改,请刷新后再操作。", "It has changed since you saw it: look at it again first."));

    /// <summary>
    /// A refusal of the rules under its own code; a project that is none is answered like whatever else a route names and is not there.
    /// </summary>
    public static Problem Of(Refusal refusal) =>
        refusal == Refusals.NoSuchProject ? NotFound : new(StatusOf(refusal.Kind), refusal.Code, refusal.Text, refusal.Field);

    /// <summary>
    /// For what somebody has to put back, and asking again does not help with (409: a 503 is sent again); null for any other.
    /// </summary>
    public static Problem? OfDamage(Exception fault) => fault switch
    {
        AlteredFileException { File: { Kind: KeptKind.Reading } file } => ReadingAltered with { More = new { File = file.Name } },
        AlteredFileException { File: var file } => FileAltered with { More = new { File = file?.Name } },
        DamagedRowException { Where: var where } => LedgerDamaged with { More = new { Row = where } },
        _ => null,
    };

    /// <summary>The same as a note for those who wait.</summary>
    public static Obstacle ToObstacle(AlteredFileException altered, DateTimeOffset now) =>
        new(OfDamage(altered)!.Code, altered.File?.Name ?? "", now);

    /// <summary>A note as a problem again.</summary>
    public static Problem Of(Obstacle obstacle) =>
        (obstacle.Code == ReadingAltered.Code ? ReadingAltered : FileAltered) with { More = new { File = obstacle.Name, obstacle.At } };

    private static int StatusOf(RefusalKind kind) => kind switch
    {
        RefusalKind.Invalid => 400,
        RefusalKind.Forbidden => 403,
        RefusalKind.Missing => 404,
        RefusalKind.Changed => 412,
        RefusalKind.Reused => 422,
        _ => 409,
    };

    public static Problem BadJson(string field) => new(400, "BAD_JSON", new Message(
        $"请求内容不是有效的 JSON,或缺少必填项:{field}。", $"The body is not valid JSON, or lacks a value: {field}."), field);

    public static Problem BadValue(string field) => new(400, "BAD_VALUE", new Message(
        $"值不合要求:{field}。", $"This value is not allowed: {field}."), field);

    /// <param name="near">A field that may be meant; null where none is like it.</param>
    public static Problem UnknownField(string field, string? near) => new(400, "BAD_VALUE", new Message(
        $"请求中没有这个字段:{field}{(near is null ? "" : $",是否指 {near}")}。请更正或删除后重新发送。",
        $"There is no such field: {field}{(near is null ? "" : $" ({near}?)")}. Correct it or leave it out, and send it again."), field);

    public static Problem SettingMissing(string setting) => new(503, "SETTING_MISSING", new Message(
        $"缺少应用设置:{setting}。", $"The application setting {setting} is missing."), setting);

    public static Problem TooManyRequests(TimeSpan wait) => new(429, "TOO_MANY_REQUESTS", new Message(
        "请求过于频繁,请稍后再试。", "Too many requests: try again later."), RetryAfter: wait);

    /// <summary>Everything that could do it is taken.</summary>
    public static readonly Problem Busy = new(429, "BUSY", new Message(
        "系统正忙,请稍后重试。", "Too much is going on at the moment: try again shortly."), RetryAfter: TimeSpan.FromSeconds(5));

    public static Problem BadRequest(int status) => status == 413
        ? TooLarge(null)
        : new Problem(400, "BAD_REQUEST", new Message("请求无法读取。", "The request cannot be read."));

    public static Problem TooLarge(long? limit) => new(413, "FILE_TOO_LARGE", new Message(
        $"内容过大{(limit is null ? "" : $",上限为 {limit / 1024} KB")}。",
        $"The content is too large{(limit is null ? "" : $": {limit / 1024} KB is the limit")}."));
}
