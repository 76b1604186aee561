using System.Globalization;
using System.Net;

namespace PerfFlow.LocalHost;

/// <summary>What was asked for at the terminal.</summary>
/// <param name="App">Folder that the function app is built into.</param>
/// <param name="Target">With <c>events</c>: the host that is told.</param>
/// <param name="Key">With <c>events</c>: the blob extension's system key there.</param>
internal sealed record CommandLine(string App = ".", int? Port = null, Uri? Target = null, string? Key = null, bool Help = false)
{
    public const string Usage = """
        dotnet run --project host -- --app FOLDER [--port N]
            serves the function app that is built in FOLDER (worker.config.json and host.json lie there)
        dotnet run --project host -- events --app FOLDER --target URL [--key KEY]
            plays Event Grid's part for a host that runs already, as func start: tells it of new blobs

          --app FOLDER   default: the current folder
          --port N       default: Host.LocalHttpPort of local.settings.json, else 7071; 0 takes a free one
          --target URL   address of that host, for example http://localhost:7071
          --key KEY      system key blobs_extension of that host, where it asks for one; or the setting BlobsExtensionKey
        """;

    /// <exception cref="StartupException">A word or its value cannot be read.</exception>
    public static CommandLine Parse(IReadOnlyList<string> args)
    {
        var events = args is ["events", ..];
        var command = new CommandLine();
        for (var i = events ? 1 : 0; i < args.Count; i++)
        {
            var name = args[i];
            string Value() => ++i < args.Count ? args[i] : throw new StartupException($"{name} needs a value.");
            command = name switch
            {
                "--app" => command with { App = Value() },
                "--port" => command with { Port = PortNumber(Value()) },
                "--target" when events => command with { Target = Address(Value()) },
                "--key" when events => command with { Key = Value() },
                "--help" or "-h" => command with { Help = true },
                _ => throw new StartupException($"Unknown option {name}.\n{Usage}"),
            };
        }

        return events && command is { Target: null, Help: false }
            ? throw new StartupException($"events needs --target.\n{Usage}")
            : command;
    }

    private static int PortNumber(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= IPEndPoint.MaxPort
            ? port
            : throw new StartupException($"--port {text} is no port from 0 to {IPEndPoint.MaxPort}.");

    private static Uri Address(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new StartupException($"--target {text} is no http address.");
}
