using System.Text.Json.Nodes;

namespace PerfFlow.Infra.Tests;

/// <summary>The compiled template, as whole values: a setting or a role more or less is a decision, made here too.</summary>
public sealed class TemplateTests(Template template) : IClassFixture<Template>
{
    private const string Identity = "'Microsoft.ManagedIdentity/userAssignedIdentities', format('id-perfflow-{0}', parameters('suffix'))";

    [Fact]
    public void Infra_compiles_without_a_warning() => Assert.Equal("", template.Complaints);

    /// <summary>
    /// No key, no development key, nothing of another build, and nothing that Flex Consumption refuses (its runtime is no setting).
    /// </summary>
    [Fact]
    public void The_app_is_given_exactly_these_settings() => Assert.Equal(
        new Dictionary<string, string>
        {
            ["AzureWebJobsStorage__blobServiceUri"] = "[reference('storage').outputs.blobEndpoint.value]",
            ["AzureWebJobsStorage__queueServiceUri"] = "[reference('storage').outputs.queueEndpoint.value]",
            ["AzureWebJobsStorage__tableServiceUri"] = "[reference('storage').outputs.tableEndpoint.value]",
            ["AzureWebJobsStorage__credential"] = "managedidentity",
            ["AzureWebJobsStorage__clientId"] = "[reference('identity').clientId]",
            ["APPLICATIONINSIGHTS_CONNECTION_STRING"] = "[reference('monitoring').outputs.connectionString.value]",
            ["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"] = "[format('ClientId={0};Authorization=AAD', reference('identity').clientId)]",
            ["Entra__Authority"] = "[parameters('authority')]",
            ["Entra__Audience"] = "[parameters('audience')]",
            ["Entra__Tenants"] = "[parameters('tenants')]",
            ["PublicUrl"] = "[parameters('publicUrl')]",
            ["Smtp__Host"] = "[parameters('smtpHost')]",
            ["Smtp__From"] = "[parameters('smtpFrom')]",
            ["Smtp__User"] = "[parameters('smtpUser')]",
            ["Smtp__Password"] = "[parameters('smtpPassword')]",
            ["PurgeSchedule"] = "0 30 19 * * *",
            ["SweepSchedule"] = "0 */5 * * * *",
            ["NightlySchedule"] = "0 */15 17-22 * * *",
        },
        template.AppSettings());

    [Fact]
    public void The_app_runs_isolated_on_dotnet_10_and_takes_its_package_by_its_identity()
    {
        Is("""{ "name": "FC1", "tier": "FlexConsumption" }""", template.Resource("Microsoft.Web/serverfarms")["sku"]);
        var config = template.Resource("Microsoft.Web/sites")["properties"]!["functionAppConfig"]!;
        Is("""{ "name": "dotnet-isolated", "version": "10.0" }""", config["runtime"]);
        Is(
            $$"""
            {
              "type": "blobContainer",
              "value": "[format('{0}app-package', reference('storage').outputs.blobEndpoint.value)]",
              "authentication": {
                "type": "UserAssignedIdentity",
                "userAssignedIdentityResourceId": "[resourceId({{Identity}})]"
              }
            }
            """,
            config["deployment"]!["storage"]);
    }

    [Fact]
    public void The_topic_has_the_events_of_the_apps_own_storage()
    {
        Is(
            """
            {
              "type": "Microsoft.EventGrid/systemTopics",
              "apiVersion": "2022-06-15",
              "name": "[format('evgt-perfflow-{0}', parameters('suffix'))]",
              "location": "[parameters('location')]",
              "tags": "[parameters('tags')]",
              "properties": { "source": "[parameters('storageAccountId')]", "topicType": "Microsoft.Storage.StorageAccounts" }
            }
            """,
            template.Resource("Microsoft.EventGrid/systemTopics"));
        Is("""{ "value": "[reference('storage').outputs.id.value]" }""", template.Module("events")["parameters"]!["storageAccountId"]);
        Assert.Empty(template.Resources("Microsoft.EventGrid/systemTopics/eventSubscriptions"));
    }

    [Fact]
    public void Storage_takes_no_keys_and_has_the_containers()
    {
        Is(
            """
            {
              "allowSharedKeyAccess": false,
              "allowBlobPublicAccess": false,
              "allowCrossTenantReplication": false,
              "defaultToOAuthAuthentication": true,
              "minimumTlsVersion": "TLS1_2",
              "supportsHttpsTrafficOnly": true
            }
            """,
            template.Resource("Microsoft.Storage/storageAccounts")["properties"]);
        Is(
            """["uploads", "sheets", "readings", "evidence", "app-package"]""",
            template.Module("storage")["template"]!["variables"]!["containers"]);
    }

    [Fact]
    public void The_apps_identity_has_its_roles_on_storage_and_monitoring_alone()
    {
        Is(
            """
            {
              "storageBlobDataOwner": "b7e6dc6d-f1e8-4753-8033-0f276bb0955b",
              "storageQueueDataContributor": "974c5e8b-45b9-4653-ba55-5f855dd0fb88",
              "storageTableDataContributor": "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3"
            }
            """,
            template.Module("storage")["template"]!["variables"]!["roles"]);
        Is(
            """{ "monitoringMetricsPublisher": "3913510d-42f4-4e42-8a64-420c390055eb" }""",
            template.Module("monitoring")["template"]!["variables"]);
        Assert.All(
            (string[])["storage", "monitoring"],
            module => Is("""{ "value": "[reference('identity').principalId]" }""", template.Module(module)["parameters"]!["principalId"]));
        Assert.Equal(
            [
                ("[resourceId('Microsoft.Storage/storageAccounts', parameters('name'))]",
                    "[subscriptionResourceId('Microsoft.Authorization/roleDefinitions', items(variables('roles'))[copyIndex()].value)]"),
                ("[resourceId('Microsoft.Insights/components', format('appi-perfflow-{0}', parameters('suffix')))]",
                    "[subscriptionResourceId('Microsoft.Authorization/roleDefinitions', variables('monitoringMetricsPublisher'))]"),
            ],
            template.Resources("Microsoft.Authorization/roleAssignments")
                .Select(role => (Template.Text(role["scope"]), Template.Text(role["properties"]!["roleDefinitionId"]))));
    }

    /// <summary>The hook finds its way by these alone.</summary>
    [Fact]
    public void The_outputs_are_what_the_hook_after_the_deployment_reads()
    {
        Assert.Equal(
            ["AZURE_RESOURCE_GROUP", "EVENT_TOPIC_NAME", "FUNCTION_APP_NAME", "FUNCTION_APP_URL"],
            Template.Outputs(template.Root).Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["functionAppName"] = "[format('func-perfflow-{0}', parameters('suffix'))]",
                ["functionAppUrl"] = "[format('https://{0}', reference('functionApp').defaultHostName)]",
                ["eventTopicName"] = "[reference('events').outputs.topicName.value]",
            },
            Template.Outputs(template.Module("perfflow")["template"]!));
    }

    private static void Is(string expected, JsonNode? actual) =>
        Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(), actual?.ToJsonString());
}
