using System.Text.Json.Serialization;

namespace PerfFlow.Emulator.Durable.Stores.Tables;

[JsonSerializable(typeof(HubOwnership.Owner))]
internal sealed partial class OwnerJson : JsonSerializerContext;
