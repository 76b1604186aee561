using System.Security.Cryptography;
using System.Text.Json;
using PerfFlow.Domain.Judgement;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Sheets.Reading;

namespace PerfFlow.Functions.Reading;

/// <summary>
/// Hash of everything but the file that a judgement rests on: another whenever the same file could be judged differently.
/// </summary>
internal static class SheetBasis
{
    public static string Of(SheetTask task) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            task.Project,
            task.Year,
            task.Kind,
            task.Month,
            task.Profile.Id,
            task.Profile.Version,
            task.Evidence,
            task.Approved,
            task.Previous,
            Reader = SheetReader.Version,
        },
        Json.Options)));
}
