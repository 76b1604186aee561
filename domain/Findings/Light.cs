using System.Text.Json.Serialization;

namespace PerfFlow.Domain.Findings;

/// <summary>红黄绿(蓝), best to worst: the project takes the highest.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Light>))]
public enum Light
{
    Blue,
    Green,
    Yellow,
    Red,
}
