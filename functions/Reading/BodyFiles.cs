using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Storage.Files;

namespace PerfFlow.Functions.Reading;

/// <summary>
/// Files on their way in lie on disk, never in memory: so many bytes together, a quarter of that for one caller and for one unit, so that
/// who sends slowly keeps nobody else out, and half of it for dry runs, so that they keep out nothing that is to be kept.
/// </summary>
/// <param name="bytes">Together; setting <c>TemporaryBytes</c>.</param>
public sealed class BodyFiles(long bytes)
{
    private const long Usual = 1024L * 1024 * 1024;
    private const long Least = 1024 * 1024; // what the smallest file counts: the number of files is bounded too

    private readonly Lock gate = new();
    private readonly Dictionary<(Share Of, string Name), long> taken = [];

    private enum Share
    {
        All,
        DryRuns,
        Unit,
        Caller,
    }

    /// <param name="largest">Bytes of the largest file that is taken.</param>
    internal static BodyFiles From(IConfiguration configuration, long largest) =>
        configuration.GetValue("TemporaryBytes", Usual) is var bytes && bytes > 0 && bytes >= largest
            ? new(bytes)
            : throw new InvalidOperationException(
                "TemporaryBytes must be a positive number, and not less than MaxUploadBytes and Evidence:MaxBytes.");

    /// <summary>Receives the body with its hash (<see cref="RequestBody.BodyHash"/>); gone when it is disposed.</summary>
    /// <param name="limit">Bytes of the body.</param>
    /// <param name="isKept">It is no dry run.</param>
    internal async Task<(BodyFile? File, Problem? Problem)> ReceiveAsync(HttpRequest request, long limit, bool isKept)
    {
        if (request.ContentLength > limit)
        {
            return (null, Problems.TooLarge(limit));
        }

        var caller = Caller.Of(request);
        var length = Math.Max(Least, request.ContentLength ?? limit);
        if (Take(caller.Unit?.Value ?? caller.Person, caller.Person, length, isKept) is not { } giveBack)
        {
            return (null, Problems.Busy);
        }

        var file = new BodyFile(TemporaryFile.Create, giveBack);
        try
        {
            if (await request.CopyBodyAsync(file.Content, limit) is not { } refused)
            {
                return (file, null);
            }

            await file.DisposeAsync();
            return (null, refused);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <param name="unit">The caller, where that is of none.</param>
    /// <returns>Gives them back, to be called once; null when there are no more.</returns>
    internal Action? Take(string unit, string caller, long length, bool isKept)
    {
        List<(Share Of, string Name)> shares = [(Share.All, ""), (Share.Unit, unit), (Share.Caller, caller)];
        if (!isKept)
        {
            shares.Add((Share.DryRuns, ""));
        }

        lock (gate)
        {
            if (shares.Exists(share => taken.GetValueOrDefault(share) is var own && own + length > MostOf(share.Of)
                && (own > 0 || share.Of == Share.All))) // one file of any size, where there is room at all
            {
                return null;
            }

            shares.ForEach(share => taken[share] = taken.GetValueOrDefault(share) + length);
            return () => Return(shares, length);
        }
    }

    private long MostOf(Share share) => share switch
    {
        Share.All => bytes,
        Share.DryRuns => bytes / 2,
        _ => bytes / 4,
    };

    private void Return(List<(Share Of, string Name)> shares, long length)
    {
        lock (gate)
        {
            foreach (var share in shares)
            {
                if ((taken[share] -= length) == 0)
                {
                    taken.Remove(share);
                }
            }
        }
    }
}
