using System.Globalization;
using System.Net;
using System.Text;
using PerfFlow.Demo.Launch;

namespace PerfFlow.Demo;

/// <summary>The command line.</summary>
/// <param name="Target">A running host; null starts the local host with the app.</param>
/// <param name="Key">Development key; null reads local.settings.json.</param>
/// <param name="Pace">Stretches the plan: 1 is seconds between stages.</param>
/// <param name="UnitId">Unit to play; null makes a new one.</param>
internal sealed record Options(
    Uri? Target = null,
    string? Key = null,
    double Pace = 1,
    string? UnitId = null,
    int Port = Options.DefaultPort,
    string Out = "out",
    bool Resume = false,
    bool Fresh = false,
    bool Exit = false,
    bool Help = false)
{
    public const int DefaultPort = 7071;

    private const int FewestKeyBytes = 32; // HS256 wants a key of the hash's size

    public const string Usage = """
        dotnet run --project demo -- [options]
        dotnet run --project demo -- verify FILE.zip [--sha256 HASH]

          --target URL   play against a running host instead of starting one
          --key KEY      development key of that host (default: the one in local.settings.json)
          --pace N       stretch the plan: 3 opens the stages three times as far apart (default 1)
          --unit ID      play this unit (default: a new one each time)
          --resume       continue the run that was stopped or killed
          --fresh        start anew: first delete this folder's storage (.azurite) and the files that
                         earlier runs wrote; other files stay, and are named
          --port N       port of the host to start (default 7071)
          --out DIR      where files go (default out)
          --exit         leave when the year is done instead of serving on
        """;

    /// <exception cref="DemoException">An option is unknown or its value cannot be read.</exception>
    public static Options Parse(IReadOnlyList<string> args)
    {
        var options = new Options();
        for (var i = 0; i < args.Count; i++)
        {
            var name = args[i];
            string Value() => ++i < args.Count ? args[i] : throw new DemoException($"{name} needs a value.");
            options = name switch
            {
                "--target" => options with { Target = Address(Value()) },
                "--key" => options with { Key = LongEnough(Value()) },
                "--pace" => options with { Pace = Number(name, Value(), 0.1, 1000) },
                "--unit" => options with { UnitId = Value() },
                "--port" => options with { Port = PortNumber(Value()) },
                "--out" => options with { Out = Value() },
                "--resume" => options with { Resume = true },
                "--fresh" => options with { Fresh = true },
                "--exit" => options with { Exit = true },
                "--help" or "-h" => options with { Help = true },
                _ => throw new DemoException($"Unknown option {name}.{Environment.NewLine}{Usage}"),
            };
        }

        return options switch
        {
            { Resume: true, UnitId: not null }
                => throw new DemoException("--resume continues the unit of the run it continues: leave out --unit."),
            { Fresh: true, Resume: true }
                => throw new DemoException("--fresh deletes the run that --resume continues: leave out one of them."),
            { Fresh: true, Target: not null }
                => throw new DemoException("--fresh deletes the storage of the host that is started here: leave out --target."),
            { Target: not null, Port: not DefaultPort } => throw new DemoException("--target has its own port: leave out --port."),
            _ => options,
        };
    }

    private static string LongEnough(string text)
        => Encoding.UTF8.GetByteCount(text) >= FewestKeyBytes
            ? text
            : throw new DemoException($"--key is too short: a development key has at least {FewestKeyBytes} bytes.");

    private static int PortNumber(string text)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= IPEndPoint.MaxPort
            ? port
            : throw new DemoException($"--port {text} is no port from 0 to {IPEndPoint.MaxPort}.");

    private static Uri Address(string text)
        => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new DemoException($"--target {text} is no http address.");

    private static double Number(string name, string text, double least, double most)
        => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new DemoException($"{name} {text} is no number from {least} to {most}.");
}
