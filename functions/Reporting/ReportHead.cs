using System.Security.Cryptography;
using System.Text;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Reporting;

/// <summary>One hash over the heads of all project streams: what a report is bound to. A project more is another head.</summary>
internal static class ReportHead
{
    public static string Of(YearBoard shown) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', shown.Unit.ProjectsInOrder.Select(project => $"{project.Id}:{shown.Find(project.Id)?.Head}")))));
}
