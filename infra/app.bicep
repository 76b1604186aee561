// The function app on Flex Consumption. It reaches storage and monitoring by its identity alone: there are no keys.
param location string
param tags object

@description('Makes names unique across Azure.')
param suffix string

param authority string
param audience string
param tenants string
param publicUrl string
param smtpHost string
param smtpFrom string
param smtpUser string

@secure()
param smtpPassword string

// An upload is answered before it is read, and Event Grid calls again: its group may start cold.
@description('Instances kept warm per group, so that neither a click nor a wake-up waits for a cold start.')
param alwaysReady { http: int, durable: int, blob: int } = { http: 1, durable: 1, blob: 0 }

@description('Upper bound of the scale-out: what a deadline day may cost.')
@minValue(40)
@maxValue(1000)
param maximumInstances int = 200

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'id-perfflow-${suffix}'
  location: location
  tags: tags
}

module storage 'storage.bicep' = {
  name: 'storage'
  params: {
    location: location
    tags: tags
    name: 'stperfflow${suffix}' // 10 + 13 of the 24 allowed
    principalId: identity.properties.principalId
  }
}

module monitoring 'monitoring.bicep' = {
  name: 'monitoring'
  params: {
    location: location
    tags: tags
    suffix: suffix
    principalId: identity.properties.principalId
  }
}

module events 'events.bicep' = {
  name: 'events'
  params: {
    location: location
    tags: tags
    suffix: suffix
    storageAccountId: storage.outputs.id
  }
}

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: 'plan-perfflow-${suffix}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

resource functionApp 'Microsoft.Web/sites@2024-04-01' = {
  name: 'func-perfflow-${suffix}'
  location: location
  tags: union(tags, { 'azd-service-name': 'functions' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identity.id
    siteConfig: { minTlsVersion: '1.2', http20Enabled: true }
    functionAppConfig: {
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      scaleAndConcurrency: {
        instanceMemoryMB: 2048
        maximumInstanceCount: maximumInstances
        alwaysReady: filter(
          map(items(alwaysReady), group => { name: group.key, instanceCount: group.value }),
          group => group.instanceCount > 0
        )
      }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${storage.outputs.blobEndpoint}app-package'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identity.id
          }
        }
      }
    }
  }

  resource settings 'config' = {
    name: 'appsettings'
    properties: {
      // Each service by its address, never accountName: that one wins over addresses and means public Azure alone. The blob
      // trigger keeps its work and its poison in queues, Durable also in tables, the ledger is in tables.
      AzureWebJobsStorage__blobServiceUri: storage.outputs.blobEndpoint
      AzureWebJobsStorage__queueServiceUri: storage.outputs.queueEndpoint
      AzureWebJobsStorage__tableServiceUri: storage.outputs.tableEndpoint
      AzureWebJobsStorage__credential: 'managedidentity'
      AzureWebJobsStorage__clientId: identity.properties.clientId
      APPLICATIONINSIGHTS_CONNECTION_STRING: monitoring.outputs.connectionString
      APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.properties.clientId};Authorization=AAD'
      Entra__Authority: authority
      Entra__Audience: audience
      Entra__Tenants: tenants
      PublicUrl: publicUrl
      Smtp__Host: smtpHost
      Smtp__From: smtpFrom
      Smtp__User: smtpUser
      Smtp__Password: smtpPassword
      SweepSchedule: '0 */5 * * * *'
      NightlySchedule: '0 */15 17-22 * * *'
      PurgeSchedule: '0 30 19 * * *' // half past three at night in Beijing
    }
  }

  // Publishing goes through Entra ID; no passwords.
  resource ftp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource scm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }
}

output functionAppName string = functionApp.name
output functionAppUrl string = 'https://${functionApp.properties.defaultHostName}'
output eventTopicName string = events.outputs.topicName
