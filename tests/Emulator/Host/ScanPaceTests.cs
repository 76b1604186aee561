using PerfFlow.Emulator.Blobs;

namespace PerfFlow.Emulator.Tests.Host;

public class ScanPaceTests
{
    private static readonly Gen<TimeSpan> Scan = Gen.Int[0, 10_000].Select(milliseconds => TimeSpan.FromMilliseconds(milliseconds));

    [Fact]
    public void After_a_while_without_blobs_a_list_of_a_small_container_begins_every_half_second()
    {
        var pace = new ScanPace();

        var rests = Enumerable.Range(0, 20).Select(_ => pace.After(TimeSpan.FromMilliseconds(20), found: false)).ToList();

        Assert.Equal(TimeSpan.FromMilliseconds(125), rests[0]);
        Assert.Equal(rests.Order(), rests);
        Assert.Equal(TimeSpan.FromMilliseconds(480), rests[^1]);
    }

    [Fact]
    public void A_blob_that_was_found_brings_the_next_list_soon()
    {
        var pace = new ScanPace();
        for (var i = 0; i < 20; i++)
        {
            pace.After(TimeSpan.Zero, found: false);
        }

        Assert.Equal(TimeSpan.FromMilliseconds(100), pace.After(TimeSpan.FromMilliseconds(20), found: true));
        Assert.Equal(TimeSpan.FromMilliseconds(125), pace.After(TimeSpan.FromMilliseconds(20), found: false));
    }

    [Fact]
    public void However_long_lists_take_the_storage_rests_a_fifth_of_the_time_and_new_blobs_wait_no_longer_than_that() =>
        Gen.Select(Scan, Gen.Bool).List[1, 30].Sample(scans =>
        {
            var pace = new ScanPace();
            foreach (var (scan, found) in scans)
            {
                var rest = pace.After(scan, found);
                Assert.InRange(rest, scan / 4, TimeSpan.FromTicks(Math.Max(TimeSpan.FromMilliseconds(500).Ticks, (scan / 4).Ticks)));
                Assert.True(rest >= TimeSpan.FromMilliseconds(100));
            }
        });
}
