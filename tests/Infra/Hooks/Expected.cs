namespace PerfFlow.Infra.Tests.Hooks;

/// <summary>Every word that the hook says, to the Azure CLI and to people.</summary>
internal static class Expected
{
    private const string Where = "--subscription the-subscription --resource-group rg-perfflow-test --only-show-errors";
    public const string Account = "az account show --subscription the-subscription --output none";
    public const string App = $"az functionapp show --name func-perfflow-test --output none {Where}";
    public const string Keys =
        $"az functionapp keys list --name func-perfflow-test --query systemKeys.blobs_extension --output tsv {Where}";
    public const string Subscribe =
        "az eventgrid system-topic event-subscription create --name uploads --system-topic-name evgt-perfflow-test"
        + " --endpoint-type webhook --endpoint @- --event-delivery-schema eventgridschema"
        + " --included-event-types Microsoft.Storage.BlobCreated --subject-begins-with /blobServices/default/containers/uploads/"
        + $" --max-delivery-attempts 30 --event-ttl 1440 --output none {Where}";

    public const string Waiting = "Waiting until func-perfflow-test has started and made the key of its blob extension...\n";

    public static HookRun Success { get; } = new(0, $"{Waiting}Uploads are told to func-perfflow-test.\n", "");

    public static string Endpoint(string key) =>
        $"https://func-perfflow-test.example/runtime/webhooks/blobs?functionName=Host.Functions.IngestSheet&code={key}";
}
