using System.Globalization;
using System.Text.RegularExpressions;
using PerfFlow.Domain.Plan;

namespace PerfFlow.Storage.Files;

/// <summary>
/// Where an uploaded file lies: <c>{unit}/{year}/{stage}/{project}/{version}-{sha256}</c>, in the container <c>uploads</c>
/// until it is ingested, then in <c>sheets</c>. Made by us alone; the sender's file name is never part of it.
/// </summary>
public sealed partial record UploadName
{
    private UploadName(UnitId unit, int year, StageId stage, ProjectId project, int version, string sha256)
        => (Unit, Year, Stage, Project, Version, Sha256) = (unit, year, stage, project, version, sha256);

    public UnitId Unit { get; }

    public int Year { get; }

    public StageId Stage { get; }

    public ProjectId Project { get; }

    public int Version { get; }

    /// <summary>Of the file's bytes, 64 lower-case hex digits.</summary>
    public string Sha256 { get; }

    public static UploadName Of(UnitId unit, int year, StageId stage, ProjectId project, int version, string sha256)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(version, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(year, 1000);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, 9999);
        return Sha256Text().IsMatch(sha256)
            ? new(unit, year, stage, project, version, sha256)
            : throw new ArgumentException("Not a SHA-256 in lower-case hex.", nameof(sha256));
    }

    /// <summary>Null for a blob that we did not name.</summary>
    public static UploadName? Parse(string blobName)
    {
        var match = BlobName().Match(blobName);
        return match.Success
            && int.TryParse(match.Groups["version"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? new(
                UnitId.Parse(match.Groups["unit"].Value).Value,
                int.Parse(match.Groups["year"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture),
                StageId.Parse(match.Groups["stage"].Value).Value,
                ProjectId.Parse(match.Groups["project"].Value).Value,
                version,
                match.Groups["sha"].Value)
            : null;
    }

    public override string ToString()
        => string.Create(CultureInfo.InvariantCulture, $"{Unit}/{Year:D4}/{Stage}/{Project}/{Version}-{Sha256}");

    [GeneratedRegex(@"\A[0-9a-f]{64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Sha256Text();

    [GeneratedRegex(
        @"\A(?<unit>[a-z0-9-]{1,24})/(?<year>[1-9][0-9]{3})/(?<stage>[a-z0-9-]{1,24})/"
        + @"(?<project>[a-z0-9-]{1,24})/(?<version>[1-9][0-9]{0,8})-(?<sha>[0-9a-f]{64})\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex BlobName();
}
