using System.Text.Json;
using Skep.Core;
using Skep.Reports.Json;

namespace Skep.Reports.Html;

/// <summary>What the image says of its containers, in the page's JSON.</summary>
internal static class PageSettings
{
    public static void Configuration(Utf8JsonWriter json, ImageInventory inventory)
    {
        if (inventory.Configuration is not { } configuration)
        {
            return;
        }

        (string Name, IReadOnlyList<string> Values)[] settings =
        [
            ("user", [configuration.User]),
            ("entrypoint", configuration.Entrypoint),
            ("command", configuration.Command),
            ("directory", [configuration.WorkingDirectory]),
            ("environment", configuration.Environment),
            ("ports", configuration.ExposedPorts),
            ("volumes", configuration.Volumes),
            ("health", configuration.HealthCheck),
            ("shell", configuration.Shell),
            ("onbuild", configuration.OnBuild),
            ("signal", [configuration.StopSignal]),
            ("author", [configuration.Author]),
            ("labels", [.. Pairs(configuration.Labels)]),
            ("annotations", [.. Pairs(configuration.Annotations)]),
        ];
        var given = settings.Where(setting => setting.Values.Any(value => value.Length > 0));
        json.Objects("settings", [.. given], setting =>
        {
            json.WriteString("name", setting.Name);
            json.Texts("values", setting.Values);
        });
    }

    public static void Properties(Utf8JsonWriter json, ImageInventory inventory)
    {
        json.Objects("traits", inventory.Traits, trait =>
        {
            json.WriteString("kind", trait.What.Kind);
            json.WriteString("name", trait.What.Name);
            json.Text("where", trait.What.Location);
            PageJson.Number(json, "layer", trait.LayerIndex);
        });
        json.Objects("special", inventory.SpecialFiles, file =>
        {
            json.WriteString("where", file.What.Path.ToString());
            json.WriteString("mode", Convert.ToString(file.What.Mode, toBase: 8));
            json.Text("capabilities", file.What.Capabilities);
            PageJson.Number(json, "layer", file.LayerIndex);
            json.Text("owner", file.OwnedBy);
        });
    }

    private static IEnumerable<string> Pairs(IReadOnlyDictionary<string, string> map) =>
        map.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}");
}
