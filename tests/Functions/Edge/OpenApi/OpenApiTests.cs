using System.Text.Json.Nodes;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Functions.Edge.OpenApi;
using PerfFlow.Functions.Items;
using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Functions.Tests.Edge.OpenApi;

[Collection(AppCollection.Name)]
public class OpenApiTests(TestApp app)
{
    [Theory]
    [InlineData("/api/v1/units/{unit}/years/{year}", "plan", "quorum", "majority all chair")]
    [InlineData("/api/v1/units/{unit}/years/{year}", "plan", "evidence", "none judged scored")]
    [InlineData("/api/v1/units/{unit}/years/{year}/plan", "plan", "quorum", "majority all chair ")]
    [InlineData("/api/v1/units/{unit}/years/{year}/plan", "plan", "evidence", "none judged scored ")]
    public void What_a_rule_of_the_plan_may_be_is_listed(string path, string within, string field, string values)
    {
        var document = OpenApiDocument.Of(typeof(OpenApiApi).Assembly);

        var schema = document["paths"]![path]!["put"]!["requestBody"]!["content"]!["application/json"]!["schema"]!;
        var rule = schema["properties"]?[within]?["properties"]?[field];

        Assert.True(rule?["enum"] is JsonArray, schema.ToJsonString());
        Assert.Equal(values, string.Join(' ', rule["enum"]!.AsArray().Select(value => (string?)value)));
    }

    [Fact]
    public async Task The_document_served_describes_every_route_and_nothing_else()
    {
        var document = (await app.WithToken(null).GetAsync("/api/openapi.json")).Json;
        var described = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(verb => $"{verb.Key} {path.Key}"));
        var served = OpenApiDocument.HttpFunctions(typeof(ItemApi).Assembly)
            .SelectMany(function => function.Trigger.Methods!.Select(verb => $"{verb} /api/{function.Trigger.Route}"));

        Assert.Equal(served.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_reference_in_the_document_leads_to_a_schema()
    {
        var document = (await app.WithToken(null).GetAsync("/api/openapi.json")).Json;

        Assert.Equal(["#/components/schemas/Problem"], References(document).Distinct());
        Assert.NotNull(document["components"]!["schemas"]!["Problem"]);

        static IEnumerable<string> References(JsonNode? node) => node switch
        {
            JsonObject members => members.SelectMany(
                member => member is { Key: "$ref", Value: JsonValue pointer } ? [(string)pointer!] : References(member.Value)),
            JsonArray items => items.SelectMany(References),
            _ => [],
        };
    }

    [Fact]
    public async Task Writes_that_never_ask_for_an_idempotency_key_offer_none_and_no_answer_to_one()
    {
        var operations = (await app.WithToken(null).GetAsync("/api/openapi.json")).Json["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject())
            .Where(verb => verb.Key != "get")
            .Select(verb => verb.Value!)
            .ToList();
        var keyless = operations.Where(operation => operation["parameters"]!.AsArray()
            .All(parameter => (string?)parameter!["name"] != "Idempotency-Key")).ToList();

        Assert.Equal(
            [
                "AskToJoin", "CheckFile", "ErasePerson", "ReadNotice", "RemoveHolidays", "SetHolidays", "SetInboxSettings", "SignIn",
                "VerifyFiles", "WithdrawInvitation",
            ],
            keyless.Select(operation => (string)operation["operationId"]!).Order(StringComparer.Ordinal));
        Assert.All(operations, operation => Assert.Equal(!keyless.Contains(operation), operation["responses"]!["422"] is not null));
    }

    [Fact]
    public void Every_operation_says_what_it_answers()
    {
        foreach (var (method, _) in OpenApiDocument.HttpFunctions(typeof(ItemApi).Assembly))
        {
            Assert.True(Attribute.IsDefined(method, typeof(AnswersAttribute)), $"{method.DeclaringType!.Name}.{method.Name}");
        }
    }
}
