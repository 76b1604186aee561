using System.Text.Json.Nodes;
using PerfFlow.Semantics.Tests.Hosting;

namespace PerfFlow.Semantics.Tests.Settings;

/// <summary>A copy of the app without local settings, and with its HTTP functions at the root.</summary>
internal static class BareApp
{
    public static DirectoryInfo Copy()
    {
        var copy = Directory.CreateTempSubdirectory("perfflow-bare-app-");
        foreach (var file in Directory.EnumerateFiles(SemanticsHost.AppFolder, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy.FullName, Path.GetRelativePath(SemanticsHost.AppFolder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        File.Delete(Path.Combine(copy.FullName, "local.settings.json"));
        var hostJson = Path.Combine(copy.FullName, "host.json");
        var json = JsonNode.Parse(File.ReadAllText(hostJson))!;
        json["extensions"]!["http"]!["routePrefix"] = "";
        File.WriteAllText(hostJson, json.ToJsonString());
        return copy;
    }
}
