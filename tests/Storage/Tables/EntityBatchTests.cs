using Azure;
using Azure.Data.Tables;
using PerfFlow.Storage.Tables;

namespace PerfFlow.Storage.Tests;

/// <summary>The limits Azure enforces and Azurite does not.</summary>
public sealed class EntityBatchTests
{
    [Fact]
    public void A_hundred_entities_are_a_batch_and_one_more_is_not()
    {
        var batch = new EntityBatch();
        for (var i = 0; i < 100; i++)
        {
            batch.Add(Row($"r{i}"));
        }

        Refuses(() => batch.Add(Row("one-more")));
        Assert.Equal(100, batch.Count);
    }

    [Fact]
    public void Two_partitions_are_refused() => Refuses(() => new EntityBatch().Add(Row("a")).Add(new TableEntity("other", "b")));

    [Fact]
    public void The_same_row_twice_is_refused() => Refuses(() => new EntityBatch().Add(Row("a")).Replace(Row("a"), ETag.All));

    [Fact]
    public void A_property_of_64_KiB_goes_and_one_character_more_does_not()
    {
        new EntityBatch().Add(Row("a", ("Text", new string('x', 32 * 1024))));

        Refuses(() => new EntityBatch().Add(Row("a", ("Text", new string('x', (32 * 1024) + 1)))));
        Refuses(() => new EntityBatch().Add(Row("a", ("Bytes", new byte[(64 * 1024) + 1]))));
    }

    [Fact]
    public void An_entity_over_1_MiB_is_refused()
    {
        new EntityBatch().Add(Wide("a", 15));

        Refuses(() => new EntityBatch().Add(Wide("a", 16)));
    }

    [Fact]
    public void A_batch_of_4_MiB_is_refused()
    {
        var batch = new EntityBatch().Add(Wide("a", 15)).Add(Wide("b", 15)).Add(Wide("c", 15)).Add(Wide("d", 15));

        Refuses(() => batch.Add(Wide("e", 5)));
    }

    [Fact]
    public void More_than_252_properties_are_refused()
        => Refuses(() => new EntityBatch().Add(Row("a", [.. Enumerable.Range(0, 253).Select(i => ($"P{i}", (object)i))])));

    [Fact]
    public void A_key_over_1024_characters_is_refused() => Refuses(() => new EntityBatch().Add(Row(new string('k', 1025))));

    [Fact]
    public void Long_text_lies_over_several_properties_and_comes_back_whole()
        => Gen.Int[0, 100_000].Sample(
            length =>
            {
                var text = new string('长', length);
                Assert.Equal(text, Row("a").WithLongText("Row", text).GetLongText("Row"));
            },
            iter: 50);

    private static TableEntity Wide(string row, int properties)
        => Row(row, [.. Enumerable.Range(0, properties).Select(i => ($"P{i}", (object)new byte[64 * 1024]))]);

    private static TableEntity Row(string row, params ReadOnlySpan<(string Name, object Value)> properties)
    {
        var entity = new TableEntity("unit", row);
        foreach (var (name, value) in properties)
        {
            entity[name] = value;
        }

        return entity;
    }

    private static void Refuses(Action add) => Assert.Throws<BatchLimitException>(add);
}
