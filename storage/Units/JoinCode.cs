using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Ledgers;
using PerfFlow.Storage.Tables;

namespace PerfFlow.Storage.Units;

/// <summary>What a unit gives to those who may ask to join it: random, one at a time.</summary>
internal static class JoinCode
{
    public const string Row = "!join-code";

    private const string Letters = "abcdefghijkmnpqrstuvwxyz23456789"; // none that looks like another: 5 bits each
    private const int Length = 16; // 80 bits
    private const string Column = "Code";
    private const string CommandColumn = "Command";

    /// <param name="command">That asks for it; null when it has no key.</param>
    public static TableEntity New(UnitId unit, CommandKey? command) => new(unit.Value, Row)
    {
        [Column] = RandomNumberGenerator.GetString(Letters, Length),
        [CommandColumn] = command?.Id,
    };

    public static bool IsMadeBy(TableEntity? row, CommandKey? command) =>
        command is not null && row?.GetString(CommandColumn) == command.Id;

    public static string? Of(TableEntity? row) => row?.Read(row => row.GetString(Column));

    /// <summary>In the same time whatever is wrong with it.</summary>
    public static bool IsOf(TableEntity? row, string code) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(Of(row) ?? new string(' ', Length))), SHA256.HashData(Encoding.UTF8.GetBytes(code)));
}
