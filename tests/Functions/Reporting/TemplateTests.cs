using PerfFlow.Functions.Reporting;

namespace PerfFlow.Functions.Tests.Reporting;

public class TemplateTests
{
    [Fact]
    public void Binds_fields_and_repeats_parts_without_empty_lines()
    {
        var template = Template.Parse("有{{sum}}个:\n{{#rows}}\n- {{name}} of {{sum}}\n{{/rows}}\nend\n");
        var scope = Scope(("sum", "2")) with { Lists = Lists("rows", Scope(("name", "a")), Scope(("name", "{{sum}}"))) };

        Assert.Equal("有2个:\n- a of 2\n- {{sum}} of 2\nend\n", template.Bind(scope));
    }

    [Theory]
    [InlineData("{{unknown}}")]
    [InlineData("{{#unknown}}x{{/unknown}}")]
    public void Names_a_field_the_data_does_not_have(string text)
    {
        var fault = Assert.Throws<KeyNotFoundException>(() => Template.Parse(text).Bind(Scope()));
        Assert.Contains("unknown", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{#rows}}")]
    [InlineData("{{/rows}}")]
    [InlineData("{{#a}}{{#b}}{{/a}}{{/b}}")]
    public void Refuses_parts_that_do_not_close(string text) => Assert.Throws<FormatException>(() => Template.Parse(text));

    private static Scope Scope(params (string Name, string Value)[] fields) => new(
        fields.ToDictionary(field => field.Name, field => field.Value), new Dictionary<string, IReadOnlyList<Scope>>());

    private static Dictionary<string, IReadOnlyList<Scope>> Lists(string name, params Scope[] rows) => new() { [name] = rows };
}
