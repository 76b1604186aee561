// Where the truth is: ledger and board in tables, sheets in blobs, wake-ups in queues. Shared keys are switched off.
param location string
param tags object

@minLength(3)
@maxLength(24)
param name string

@description('The app: owner of blobs, contributor of queues and tables.')
param principalId string

@description('Days for which an anchor of the ledger and an archive can neither be changed nor deleted.')
param anchorRetentionDays int = 3650

var containers = ['uploads', 'sheets', 'readings', 'evidence', 'app-package']

var roles = {
  storageBlobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  storageQueueDataContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  storageTableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
}

resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: 'Standard_ZRS' }
  properties: {
    allowSharedKeyAccess: false
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }

  resource blobs 'blobServices' = {
    name: 'default'
    properties: {
      deleteRetentionPolicy: { enabled: true, days: 30 }
      containerDeleteRetentionPolicy: { enabled: true, days: 30 }
    }

    resource container 'containers' = [for container in containers: {
      name: container
      properties: { publicAccess: 'None' }
    }]

    // Each day's heads of the ledger: written once, so that tampering with the ledger shows.
    resource anchors 'containers' = {
      name: 'anchors'
      properties: { publicAccess: 'None' }

      resource retention 'immutabilityPolicies' = {
        name: 'default'
        properties: {
          immutabilityPeriodSinceCreationInDays: anchorRetentionDays
          allowProtectedAppendWrites: false
        }
      }
    }

    // One zip per project-year, named by its hash.
    resource archive 'containers' = {
      name: 'archive'
      properties: { publicAccess: 'None' }

      resource retention 'immutabilityPolicies' = {
        name: 'default'
        properties: {
          immutabilityPeriodSinceCreationInDays: anchorRetentionDays
          allowProtectedAppendWrites: false
        }
      }
    }
  }
}

resource assignments 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for role in items(roles): {
  name: guid(account.id, principalId, role.value)
  scope: account
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role.value)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}]

output id string = account.id
output blobEndpoint string = account.properties.primaryEndpoints.blob
output queueEndpoint string = account.properties.primaryEndpoints.queue
output tableEndpoint string = account.properties.primaryEndpoints.table
