using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Azure.Core;
using Azure.Core.Pipeline;
using PerfFlow.Azurite.Faults;

namespace PerfFlow.Functions.Tests.Faults;

/// <summary>The writes of one use case, of which one is where the process dies.</summary>
/// <param name="deadly">Which, from 1; 0 for none.</param>
/// <param name="afterwards">After the service has applied it: the answer is lost. Before it was sent otherwise.</param>
internal sealed class Writes(int deadly, bool afterwards)
{
    private int count;

    public int Count => Volatile.Read(ref count);

    public bool HasDied => deadly > 0 && Count >= deadly;

    public bool Afterwards => afterwards;

    public bool IsDeadly() => Interlocked.Increment(ref count) == deadly;
}

/// <summary>
/// Stands between the app and its storage and lets a call end at a chosen write of a chosen unit, with a failure that the
/// client does not try again. Units are told apart by their ids, so that many run at once.
/// </summary>
internal sealed partial class UnitFaults : StoragePolicy
{
    private readonly ConcurrentDictionary<string, Writes> underWay = new();
    private readonly ConcurrentDictionary<string, Writes> late = new();

    [GeneratedRegex("fault[0-9]{3,}")]
    private static partial Regex Unit { get; }

    [GeneratedRegex("(POST [^ ]*/notices)|(DELETE [^ ]*news)")]
    private static partial Regex Told { get; }

    /// <param name="writes">Counts the unit's writes from now on.</param>
    public void Begin(string unit, Writes writes) => underWay[unit] = writes;

    /// <param name="writes">Counts what comes at its own time: the sweep's moves of what has been read, and the telling.</param>
    public void BeginLate(string unit, Writes writes) => late[unit] = writes;

    /// <summary>Nothing dies any more.</summary>
    public void End(string unit)
    {
        underWay.TryRemove(unit, out _);
        late.TryRemove(unit, out _);
    }

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var writes = await FindAsync(message.Request);
        var dies = writes?.IsDeadly() ?? false;
        if (dies && !writes!.Afterwards)
        {
            throw new InvalidProgramException("killed before the write");
        }

        await ProcessNextAsync(message, pipeline);
        if (dies)
        {
            throw new InvalidProgramException("killed after the write");
        }
    }

    private async Task<Writes?> FindAsync(Request request)
    {
        var uri = Uri.UnescapeDataString(request.Uri.ToString());
        if (!IsWrite(request) || IsDailyGuard(uri) || await IsSweepsAsync(request, uri))
        {
            return null;
        }

        var unit = Unit.Match(uri) is { Success: true } named ? named.Value : Unit.Match(await BodyAsync(request)).Value;
        var isMove = uri.Contains("/sheets/", StringComparison.Ordinal)
            || (request.Method == RequestMethod.Delete && uri.Contains("/uploads/", StringComparison.Ordinal));
        return (isMove || await IsTellingAsync(request, uri) ? late : underWay).GetValueOrDefault(unit);
    }

    /// <summary>Notices go into inboxes, and the notes of what was told away.</summary>
    private static async Task<bool> IsTellingAsync(Request request, string uri) =>
        uri.EndsWith("/$batch", StringComparison.Ordinal)
            ? Told.IsMatch(await BodyAsync(request))
            : request.Method == RequestMethod.Delete && uri.Contains("!news:", StringComparison.Ordinal);

    /// <summary>It has its own time too, and writes down what can be computed again.</summary>
    private static bool IsDailyGuard(string uri)
        => uri.Contains("verification.json", StringComparison.Ordinal)
        || (uri.Contains("/anchors/", StringComparison.Ordinal) && !uri.Contains("closed", StringComparison.Ordinal));

    /// <summary>So have the sweep's claims and words on when to look next.</summary>
    private static async Task<bool> IsSweepsAsync(Request request, string uri) =>
        uri.Contains("/due(", StringComparison.Ordinal) && !(await BodyAsync(request)).Contains("Again", StringComparison.Ordinal);
}
