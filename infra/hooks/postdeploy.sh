#!/bin/sh
# After each deployment: what arrives in the container uploads is told to the blob extension of the app. The template cannot
# do this: the address of the extension holds a key that the host makes when it first starts with the function.
# Running it again changes nothing but a key that was renewed. By hand: azd hooks run postdeploy
set -eu

fail() {
  echo "postdeploy: $1" >&2
  exit 1
}

# Outputs of the template, which azd puts into the environment.
for name in AZURE_SUBSCRIPTION_ID AZURE_RESOURCE_GROUP FUNCTION_APP_NAME FUNCTION_APP_URL EVENT_TOPIC_NAME; do
  eval "[ -n \"\${$name:-}\" ]" || fail "$name is not set: run azd provision first."
done

webhook="$FUNCTION_APP_URL/runtime/webhooks/blobs?functionName=Host.Functions.IngestSheet"
pause=${POSTDEPLOY_PAUSE:-10} # seconds; tests do not wait

in_group() { # an az command, in the environment that was deployed and not in whatever az has as its default
  az "$@" --subscription "$AZURE_SUBSCRIPTION_ID" --resource-group "$AZURE_RESOURCE_GROUP" --only-show-errors
}

retry() { # times, command: a cold or restarting host refuses for a while
  left=$1
  shift
  until "$@"; do
    left=$((left - 1))
    [ "$left" -gt 0 ] || return 1
    sleep "$pause"
  done
}

find_key() {
  key=$(in_group functionapp keys list --name "$FUNCTION_APP_NAME" --query systemKeys.blobs_extension --output tsv) && [ -n "$key" ]
}

# The address goes through standard input (@-), where no list of processes shows the key. Event Grid calls it before it
# answers. An event that it gives up is not kept: the sweep finds the upload.
subscribe() {
  problem=$(printf '%s' "$webhook&code=$key" | in_group eventgrid system-topic event-subscription create \
    --name uploads --system-topic-name "$EVENT_TOPIC_NAME" \
    --endpoint-type webhook --endpoint @- --event-delivery-schema eventgridschema \
    --included-event-types Microsoft.Storage.BlobCreated \
    --subject-begins-with /blobServices/default/containers/uploads/ \
    --max-delivery-attempts 30 --event-ttl 1440 --output none 2>&1)
}

without_key() { # a text; by the shell alone, for the reason above
  rest=$1
  while [ "${rest#*"$key"}" != "$rest" ]; do
    printf '%s***' "${rest%%"$key"*}"
    rest=${rest#*"$key"}
  done
  printf '%s' "$rest"
}

command -v az >/dev/null || fail "the Azure CLI (az) is missing; without it uploads wait for the sweep."
az account show --subscription "$AZURE_SUBSCRIPTION_ID" --output none ||
  fail "the Azure CLI cannot use subscription $AZURE_SUBSCRIPTION_ID: run az login (signing in with azd is not enough)."
in_group functionapp show --name "$FUNCTION_APP_NAME" --output none ||
  fail "there is no function app $FUNCTION_APP_NAME in $AZURE_RESOURCE_GROUP: run azd provision."

echo "Waiting until $FUNCTION_APP_NAME has started and made the key of its blob extension..."
retry 30 find_key 2>/dev/null || find_key ||
  fail "$FUNCTION_APP_NAME made no key blobs_extension: it did not start, or IngestSheet is not in it. See its log."
case $key in
  *[!A-Za-z0-9/_=.~-]*) fail "the key blobs_extension has characters that do not stand in an address: renew it." ;;
esac

retry 6 subscribe || fail "the subscription on uploads was refused: $(without_key "$problem")"
echo "Uploads are told to $FUNCTION_APP_NAME."
