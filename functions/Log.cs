using Microsoft.Extensions.Logging;
using PerfFlow.Storage.Files;
using PerfFlow.Storage.Ledgers;
using PerfFlow.Storage.Tables;

namespace PerfFlow.Functions;

/// <summary>Everything this room logs: ids and hashes, never the content of a cell or a token.</summary>
internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Error, "{Function} failed unexpectedly in invocation {Invocation}.")]
    public static partial void Unexpected(this ILogger logger, Exception fault, string function, string invocation);

    [LoggerMessage(1002, LogLevel.Warning, "{Function} could not reach storage in invocation {Invocation}.")]
    public static partial void StorageUnavailable(this ILogger logger, Exception fault, string function, string invocation);

    [LoggerMessage(1003, LogLevel.Warning, "Not ready: storage does not answer.")]
    public static partial void NotReady(this ILogger logger, Exception fault);

    [LoggerMessage(1004, LogLevel.Error, "The setting {Setting} is missing: what it is for does not run.")]
    public static partial void SettingMissing(this ILogger logger, string setting);

    [LoggerMessage(1005, LogLevel.Critical, "{Reason}")]
    public static partial void StorageRefused(this ILogger logger, string reason);

    [LoggerMessage(1006, LogLevel.Warning, "The setting {Setting} is set, and nothing reads it. Was {Meant} meant?")]
    public static partial void SettingUnknown(this ILogger logger, string setting, string meant);
    [LoggerMessage(1101, LogLevel.Warning, "{Address} did not sign in, {Times} times in this minute, now for {Function} of {Unit}.")]
    public static partial void NotSignedIn(this ILogger logger, string address, int times, string function, string unit);

    [LoggerMessage(1102, LogLevel.Warning, "{Person} may not use {Function} of {Unit}, {Times} times in this minute.")]
    public static partial void NotAllowed(this ILogger logger, string person, int times, string function, string unit);

    [LoggerMessage(1103, LogLevel.Information, "{Person} used {Function} of {Unit}: {Status}.")]
    public static partial void Accessed(this ILogger logger, string person, string function, string unit, int status);

    [LoggerMessage(
        2001, LogLevel.Information, "{Instance} was not started or woken ({Fault}): it runs already, or the sweep will heal it.")]
    public static partial void WakeUpLost(this ILogger logger, string instance, string fault);

    [LoggerMessage(2002, LogLevel.Information, "The round of stage {Stage} of {Unit} {Year} begins.")]
    public static partial void RoundBegun(this ILogger logger, string unit, int year, string stage);

    [LoggerMessage(2003, LogLevel.Error, "{Instance} could not do {Part} ({Fault}); it will look again, and so will the sweep.")]
    public static partial void LookFailed(this ILogger logger, string instance, string part, string fault);

    [LoggerMessage(3001, LogLevel.Information, "Sheet {Blob} has been read: ok {Ok}.")]
    public static partial void SheetRead(this ILogger logger, string blob, bool ok);

    [LoggerMessage(3002, LogLevel.Warning, "Reading {Blob} failed, attempt {Attempt} of the sweep.")]
    public static partial void IngestFailed(this ILogger logger, Exception fault, string blob, int attempt);

    [LoggerMessage(3003, LogLevel.Warning, "{Blob} is not named like an upload and is left alone.")]
    public static partial void NotAnUpload(this ILogger logger, string blob);

    [LoggerMessage(
        3004, LogLevel.Information, "{Blob} needs no reading: it has one, or another upload of the same moment has its version.")]
    public static partial void NothingToRead(this ILogger logger, string blob);

    [LoggerMessage(4001, LogLevel.Information, "The sweep started or woke {Instances} instances of {Unit} {Year}.")]
    public static partial void InstancesHealed(this ILogger logger, string unit, int year, int instances);

    [LoggerMessage(4002, LogLevel.Error, "The sweep of {Unit} could not do {Part} ({Fault}); a later one will.")]
    public static partial void SweepPartFailed(this ILogger logger, string unit, string part, string fault);

    [LoggerMessage(4003, LogLevel.Information, "{Instances} instances that had ended were purged.")]
    public static partial void InstancesPurged(this ILogger logger, int instances);

    [LoggerMessage(4004, LogLevel.Warning, "{Unit} {Year} was not as the board says (index too late: {Late}); the sweep will look at it.")]
    public static partial void FoundAtNight(this ILogger logger, string unit, int year, bool late);

    [LoggerMessage(4005, LogLevel.Warning, "Instance {Instance} of {Orchestrator} is none of ours: it is ended and purged.")]
    public static partial void StrangerFound(this ILogger logger, string instance, string orchestrator);

    [LoggerMessage(
        4101, LogLevel.Critical, "The ledger of {Unit} {Year} has been tampered with: stream {Stream}, {Kind} at version {Version}.")]
    public static partial void LedgerBroken(this ILogger logger, string unit, int year, string stream, Tampering kind, int version);

    [LoggerMessage(
        4102, LogLevel.Critical, "{Kind} {Name} is not what was kept: its SHA-256 should be {Expected} and is {Found}. Restore it.")]
    private static partial void FileAltered(this ILogger logger, KeptKind kind, string name, string expected, string found);

    [LoggerMessage(4103, LogLevel.Critical, "What lies at {Where} was not written by this application. Verify the ledger and restore it.")]
    private static partial void RowDamaged(this ILogger logger, string where);

    /// <summary>An alarm for what somebody has to put back; nothing for any other fault.</summary>
    public static void Damage(this ILogger logger, Exception fault)
    {
        switch (fault)
        {
            case AlteredFileException { File: { } file, Found: var found }:
                logger.FileAltered(file.Kind, file.Name, file.Sha256, found ?? "gone");
                break;
            case DamagedRowException { Where: var where }:
                logger.RowDamaged(where);
                break;
        }
    }

    [LoggerMessage(5001, LogLevel.Information, "Report {Version} of {Unit} {Year} is ready.")]
    public static partial void ReportReady(this ILogger logger, string unit, int year, int version);

    [LoggerMessage(5101, LogLevel.Information, "Project {Project} of {Unit} {Year} is archived as {Sha256}.")]
    public static partial void ProjectArchived(this ILogger logger, string unit, int year, string project, string sha256);

    [LoggerMessage(6001, LogLevel.Information, "{Notices} people were reminded of {Stage} of {Unit} {Year}.")]
    public static partial void Reminded(this ILogger logger, string unit, int year, string stage, int notices);

    [LoggerMessage(6002, LogLevel.Warning, "Mail {Notice} was not accepted at attempt {Attempt} ({Fault}).")]
    public static partial void MailNotAccepted(this ILogger logger, string notice, int attempt, string fault);

    [LoggerMessage(6003, LogLevel.Warning, "Mail {Notice} is given up after {Attempts} attempts.")]
    public static partial void MailGivenUp(this ILogger logger, string notice, int attempts);

    [LoggerMessage(6005, LogLevel.Error, "{Instance} could not send the mails of a reminder ({Fault}); the sweep will.")]
    public static partial void MailsLeft(this ILogger logger, string instance, string fault);

    [LoggerMessage(6006, LogLevel.Information, "Of {Unit} {Year} {News} decisions were told in {Notices} notices.")]
    public static partial void NewsTold(this ILogger logger, string unit, int year, int news, int notices);

    [LoggerMessage(6007, LogLevel.Warning, "News of {Unit} {Year} was not announced ({Fault}); the sweep will tell it.")]
    public static partial void NewsNotAnnounced(this ILogger logger, string unit, int year, string fault);

    [LoggerMessage(6008, LogLevel.Warning, "A message in the queue of news names no unit's year: it is none of ours.")]
    public static partial void NotNews(this ILogger logger);

    [LoggerMessage(6004, LogLevel.Warning, "The mail server cannot be reached ({Fault}); {Mails} mails wait for the sweep.")]
    public static partial void MailServerUnreachable(this ILogger logger, string fault, int mails);
}
