using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using PerfFlow.Basics;
using PerfFlow.Demo.Display;
using Spectre.Console;

namespace PerfFlow.EndToEnd.Tests;

/// <summary>What stands on a terminal while bars move and lines are told above them.</summary>
public sealed partial class LiveProgressTests
{
    private const int Width = 100;

    [Fact]
    public async Task A_line_above_the_bars_leaves_no_rest_of_them()
    {
        using var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = Width;
        var project = HostedApp.Bureau.Projects[0];
        // the second stands on two lines, of which the second is shorter than a bar
        string[] notes = ["短", "退回: 请按年度目标逐项核对并补充单位说明依据后重报送审", "红灯, 报领导小组"];

        await LiveProgress.WatchAsync(console, async progress =>
        {
            string[] stages = ["targets", "q1", "q2"];
            foreach (var stage in stages)
            {
                progress.StageAnnounced(stage, 13);
            }

            foreach (var (stage, note) in stages.Zip(notes))
            {
                progress.StageOpened(stage);
                progress.SheetDone(stage, project);
                await Eventually.HoldsAsync(() => Task.FromResult(AreShown(Labels.Stage(stage)))); // they are drawn by the clock
                progress.Note(stage, project, note);
            }

            return 0;
        });

        var screen = Screen.Of(output.ToString());
        Assert.Equal(3, screen.Count(line => line.Contains('━', StringComparison.Ordinal))); // the bars as they stand in the end
        Assert.Equal(
            Letters(notes.Select((note, i) => $"{Labels.Stage(i == 0 ? "targets" : $"q{i}")}{project.Name.Value}{note}")),
            Letters(screen.TakeWhile(line => !line.Contains('━', StringComparison.Ordinal))));

        static string Letters(IEnumerable<string> lines) => string.Concat(lines).Replace(" ", "", StringComparison.Ordinal);

        bool AreShown(string bar) => $"{output}".Contains(bar, StringComparison.Ordinal)
            && Regex.Count($"{output}", "1/13") > Array.FindIndex(notes, note => !$"{output}".Contains(note, StringComparison.Ordinal));
    }

    /// <summary>As far as a terminal is needed: text, ends of lines, moves up, and wiping. A wide letter takes two columns.</summary>
    private static partial class Screen
    {
        private const char Beside = '\0'; // the second column of a wide letter

        public static List<string> Of(string written)
        {
            var (rows, row, column) = (new List<StringBuilder> { new() }, 0, 0);
            foreach (Match part in Part().Matches(written))
            {
                var count = int.TryParse(part.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 1;
                switch (part.Groups[2].Value)
                {
                    case "A":
                        row = Math.Max(0, row - count);
                        break;
                    case "J":
                        rows.RemoveRange(row + 1, rows.Count - row - 1);
                        rows[row].Length = Math.Min(rows[row].Length, column);
                        break;
                    case "K":
                        rows[row].Clear();
                        break;
                    case "" when part.Value == "\n":
                        (row, column) = (row + 1, 0);
                        while (rows.Count <= row)
                        {
                            rows.Add(new());
                        }

                        break;
                    case "" when part.Value == "\r":
                        column = 0;
                        break;
                    case "" when part.Value[0] != '\u001b':
                        Put(part.Value[0]);
                        break;
                }
            }

            return [.. rows.Select(line => line.ToString().Replace($"{Beside}", "", StringComparison.Ordinal).TrimEnd())];

            void Put(char letter)
            {
                foreach (var cell in letter >= '\u2E80' ? new[] { letter, Beside } : [letter])
                {
                    rows[row].Append(' ', Math.Max(0, column + 1 - rows[row].Length));
                    rows[row][column++] = cell;
                }
            }
        }

        [GeneratedRegex("\u001b\\[\\??([0-9;]*)([A-Za-z])|[\\s\\S]")]
        private static partial Regex Part();
    }
}
