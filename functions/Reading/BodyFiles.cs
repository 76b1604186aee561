using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Storage.Files;

namespace PerfFlow.Functions.Reading;

/// <summary>
/// Files on their way in lie on disk, never in memory: so many bytes together, and a quarter of that for one caller, so that who sends
/// slowly keeps nobody else out.
/// </summary>
/// <param name="bytes">Together; setting <c>TemporaryBytes</c>.</param>
public sealed class BodyFiles(long bytes)
{
    private const long Usual = 1024L * 1024 * 1024;
    private const long Least = 1024 * 1024; // what the smallest file counts: the number of files is bounded too

    private readonly Lock gate = new();
    private readonly Dictionary<string, long> taken = new(StringComparer.Ordinal);
    private long takenInAll;

    internal static BodyFiles From(IConfiguration configuration) =>
        configuration.GetValue("TemporaryBytes", Usual) is > 0 and var bytes
            ? new(bytes)
            : throw new InvalidOperationException("TemporaryBytes must be a positive number.");

    /// <summary>Receives the body with its hash (<see cref="RequestBody.BodyHash"/>); gone when it is disposed.</summary>
    /// <param name="limit">Bytes of the body.</param>
    internal async Task<(BodyFile? File, Problem? Problem)> ReceiveAsync(HttpRequest request, long limit)
    {
        if (request.ContentLength > limit)
        {
            return (null, Problems.TooLarge(limit));
        }

        var caller = Caller.Of(request).Person;
        var length = Math.Max(Least, request.ContentLength ?? limit);
        if (!TryTake(caller, length))
        {
            return (null, Problems.Busy);
        }

        var file = new BodyFile(TemporaryFile.Create, () => Return(caller, length));
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

    private bool TryTake(string caller, long length)
    {
        lock (gate)
        {
            var own = taken.GetValueOrDefault(caller);
            if (takenInAll + length > bytes || (own > 0 && own + length > bytes / 4))
            {
                return false;
            }

            takenInAll += length;
            taken[caller] = own + length;
            return true;
        }
    }

    private void Return(string caller, long length)
    {
        lock (gate)
        {
            takenInAll -= length;
            if ((taken[caller] -= length) == 0)
            {
                taken.Remove(caller);
            }
        }
    }
}
