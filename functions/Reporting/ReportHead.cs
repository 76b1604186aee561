using System.Security.Cryptography;
using System.Text;
using PerfFlow.Storage.Board;

namespace PerfFlow.Functions.Reporting;

/// <summary>One hash over the heads of all project streams: what a report is bound to.</summary>
internal static class ReportHead
{
    public static string Of(YearBoard shown) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', shown.Rows.OrderBy(row => row.Project.Value, StringComparer.Ordinal).Select(row => $"{row.Project}:{row.Head}")))));
}
