// What happens in the storage account, for those who subscribe. The subscription on uploads is not here: its address holds a
// key that the app makes when it first starts, so hooks/postdeploy.sh makes it after the deployment. That key is what
// delivery needs: the topic has no identity and no role.
param location string
param tags object
param suffix string

@description('The account whose events these are. It can have one such topic.')
param storageAccountId string

resource topic 'Microsoft.EventGrid/systemTopics@2022-06-15' = {
  name: 'evgt-perfflow-${suffix}'
  location: location
  tags: tags
  properties: {
    source: storageAccountId
    topicType: 'Microsoft.Storage.StorageAccounts'
  }
}

output topicName string = topic.name
