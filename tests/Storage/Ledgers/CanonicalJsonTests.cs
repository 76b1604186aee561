using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Storage.Tests;

public sealed class CanonicalJsonTests
{
    private static readonly Gen<string> Names = Gen.String[Gen.Char['\0', '\u00ff'], 0, 6];

    private static readonly Gen<JsonNode?> Values = Gen.Recursive<JsonNode?>((depth, inner) => depth > 3
        ? Leaf
        : Gen.Frequency(
            (3, Leaf),
            (1, inner.Array[0, 4].Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())]))),
            (2, Gen.Select(Names, inner).Array[0, 5].Select(Object))));

    private static Gen<JsonNode?> Leaf => Gen.Frequency(
        (2, Names.Select(text => (JsonNode?)JsonValue.Create(text))),
        (2, Gen.Decimal.Select(number => (JsonNode?)JsonValue.Create(number))),
        (1, Gen.Bool.Select(flag => (JsonNode?)JsonValue.Create(flag))),
        (1, Gen.Const((JsonNode?)null)));

    [Fact]
    public void Canonical_text_means_the_same_and_stays_as_it_is()
        => Values.Sample(value =>
        {
            var text = Canonical(value);

            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(text), JsonNode.Parse(value?.ToJsonString() ?? "null")));
            Assert.Equal(text, Canonical(JsonNode.Parse(text)));
        });

    [Fact]
    public void The_order_of_properties_changes_nothing()
        => Gen.Select(Names, Leaf).Array[0, 6].Sample(properties =>
        {
            var unique = properties.DistinctBy(property => property.Item1).ToArray();

            Assert.Equal(Canonical(Object(unique)), Canonical(Object([.. unique.Reverse()])));
        });

    [Theory]
    [InlineData("""{ "b" : 1.50, "a" : [ 1.0, 100, 0.10, -0.0 ] }""", """{"a":[1,100,0.1,0],"b":1.5}""")]
    [InlineData("""{"z":null,"Z":true,"é":"\u00e9\u002f"}""", """{"Z":true,"z":null,"é":"é/"}""")]
    [InlineData("""["\u0001\n\"\\\u007f"]""", "[\"\\u0001\\n\\\"\\\\\u007f\"]")]
    [InlineData("1e2", "100")]
    public void A_value_is_written_so(string json, string canonical) => Assert.Equal(canonical, Canonical(JsonNode.Parse(json)));

    [Fact]
    public void The_machines_culture_changes_nothing()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            Assert.Equal("[1.5,-2.25]", CanonicalJson.Of(new[] { 1.50m, -2.25m }));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static string Canonical(JsonNode? value) => CanonicalJson.Of(JsonSerializer.SerializeToElement(value));

    private static JsonNode? Object((string Name, JsonNode? Value)[] properties)
    {
        var node = new JsonObject();
        foreach (var (name, value) in properties)
        {
            node[name] = value?.DeepClone();
        }

        return node;
    }
}
