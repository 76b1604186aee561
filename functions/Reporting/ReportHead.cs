using System.Security.Cryptography;
using System.Text;
using PerfFlow.Domain.Review;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Reporting;

/// <summary>
/// One hash over the heads of all project streams and what the report says of the plan: what it is bound to. A project more is another
/// head.
/// </summary>
internal static class ReportHead
{
    public static string Of(YearBoard shown) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join(
            '\n',
            shown.Unit.ProjectsInOrder.Select(project => $"{project.Id}:{shown.Find(project.Id)?.Head}").Concat(Of(shown.Unit))))));

    /// <summary>Nothing where the plan says what most do: a head is as it was before the report said any of it.</summary>
    private static IEnumerable<string> Of(UnitYear year) =>
    [
        .. year.Joined.Select(duty => $"joined:{duty}"),
        .. year.Plan!.ChairMaySign ? Array.Empty<string>() : ["chair-may-not-sign"],
    ];
}
