using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using PerfFlow.Domain.Findings;

namespace PerfFlow.Domain.Profiles;

/// <summary>A loaded profile, or everything that is wrong with its JSON.</summary>
/// <param name="Profile">Null when there is any error.</param>
public sealed record ProfileReading(Profile? Profile, IReadOnlyList<ProfileError> Errors);

/// <param name="Path">Where in the JSON, for example <c>$.execution.points</c>.</param>
public sealed record ProfileError(string Path, Message Message);

public sealed partial record Profile
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        PropertyNameCaseInsensitive = false,
        NumberHandling = JsonNumberHandling.Strict,
        Converters = { new JsonStringEnumConverter(allowIntegerValues: false) },
    };

    /// <summary>
    /// Reads and validates a profile. One that says <c>"extends": "std"</c> gives only what differs from that shipped
    /// profile: objects are merged, everything else replaced; each figure it changes needs its own evidence.
    /// </summary>
    public static ProfileReading Load(string json)
    {
        try
        {
            if (JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false })
                is not JsonObject document)
            {
                return Refused("$", "配置必须是一个 JSON 对象", "the profile must be a JSON object");
            }

            var own = document;
            if (document["extends"] is { } extends)
            {
                if (extends.GetValueKind() != JsonValueKind.String || ShippedJson(extends.GetValue<string>()) is not { } basis)
                {
                    return Refused(
                        "$.extends", $"没有名为 {extends.ToJsonString()} 的内置配置", $"there is no shipped profile {extends.ToJsonString()}");
                }

                own = (JsonObject)document.DeepClone();
                own.Remove("extends");
                document = ProfileMerge.Merge((JsonObject)JsonNode.Parse(basis)!, own);
            }

            if (ProfileMerge.Holes(document).FirstOrDefault() is { } hole)
            {
                return Refused(hole, "列表中不能有 null", "a list holds no null");
            }

            var profile = document.Deserialize<Profile>(Json)!;
            var errors = ProfileValidation.Errors(profile, own);
            return new ProfileReading(errors.Count == 0 ? profile : null, errors);
        }
        catch (JsonException e)
        {
            return Refused(string.IsNullOrEmpty(e.Path) ? "$" : e.Path, $"JSON 内容不符合配置格式:{e.Message}", e.Message);
        }
    }

    private static ProfileReading Refused(string path, string zh, string en) =>
        new(null, [new ProfileError(path, new Message(zh, en))]);
}
