using PerfFlow.Sheets.Workbooks;

namespace PerfFlow.Sheets.Tests.Workbooks;

public sealed class DrawingTests
{
    private const int Threads = 4;
    private const int Workbooks = 25;

    /// <summary>
    /// Whoever draws beside another may look for a shared style without end: with the collector at work, four threads that drew forty
    /// templates each never came back.
    /// </summary>
    [Fact]
    public async Task However_many_draw_at_once_one_workbook_is_open_at_a_time()
    {
        var (open, most) = (0, 0);

        await Task.WhenAll(Enumerable.Range(0, Threads).Select(_ => Task.Factory.StartNew(
            () =>
            {
                for (var i = 0; i < Workbooks; i++)
                {
                    Drawing.Workbook(workbook =>
                    {
                        most = Math.Max(most, Interlocked.Increment(ref open));
                        workbook.AddWorksheet("表").Range(1, 1, 9, 9).Box();
                        Interlocked.Decrement(ref open);
                    });
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        Assert.Equal((0, 1), (open, most));
    }
}
