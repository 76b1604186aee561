using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Reminders;
using PerfFlow.Storage.Tables;

namespace PerfFlow.Storage.Notices;

/// <summary>
/// Where reminders lie, all in the unit's partition so that a notice and its mail are one transaction: the inbox by person,
/// the mails still to be sent, and the rungs that were climbed.
/// </summary>
internal static class NoticeRows
{
    public const string NoticeColumn = "Notice";
    public const string YearColumn = "Year";
    public const string StageColumn = "Stage";
    public const string SentColumn = "SentAt";
    public const string IsReadColumn = "IsRead";
    public const string ReadColumn = "ReadAt";
    public const string MailColumn = "Mail";
    public const string AttemptsColumn = "Attempts";
    public const string NextColumn = "NextAt";

    public const string OutboxStart = "o:";
    public const string OutboxEnd = "o;";
    public const string InboxStart = "i:";
    public const string InboxEnd = "i;";

    public static string Inbox(string person, string id) => InboxOf(person) + id;

    public static string InboxOf(string person) => $"{InboxStart}{KeyText.Encode(person)}:";

    public static string InboxEndOf(string person) => $"{InboxStart}{KeyText.Encode(person)};";

    public static string Outbox(string id) => OutboxStart + id;

    public static string RungsOf(int year, StageId stage) => string.Create(CultureInfo.InvariantCulture, $"r:{year:D4}:{stage}:");

    public static string RungsEndOf(int year, StageId stage) => string.Create(CultureInfo.InvariantCulture, $"r:{year:D4}:{stage};");

    public static string Rung(int year, StageId stage, DateTimeOffset rung)
        => string.Create(CultureInfo.InvariantCulture, $"{RungsOf(year, stage)}{rung.UtcTicks:D19}");

    /// <summary>A mail as it goes into the outbox.</summary>
    public static TableEntity Mail(UnitId unit, Notice notice, DateTimeOffset at) => new TableEntity(unit.Value, Outbox(notice.Id))
    {
        [AttemptsColumn] = 0,
        [NextColumn] = at,
    }.With(notice);

    public static TableEntity With(this TableEntity row, Notice notice)
        => row.WithLongText(NoticeColumn, JsonSerializer.Serialize(notice, Wire.Json));

    public static Notice Notice(this TableEntity row) 
        => row.Read(row => JsonSerializer.Deserialize<Notice>(row.GetLongText(NoticeColumn), Wire.Json)!);
}
