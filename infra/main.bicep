// One PerfFlow environment: a resource group with everything the app needs. Deployed by azd (../azure.yaml).
targetScope = 'subscription'

@description('Name of the environment, for example "honghe-prod": tags and resource names follow from it.')
@minLength(1)
@maxLength(32)
param environmentName string

@description('Azure region of all resources; must offer Flex Consumption.')
param location string

@description('Issuer of the tokens people sign in with, for example https://login.microsoftonline.com/{tenant}/v2.0.')
@minLength(1)
param authority string

@description('Whom tokens must be issued for: with an authority of /v2.0 the client id of the app registration.')
@minLength(1)
param audience string

@description('Tenant ids that may sign in, separated by commas; mandatory where the authority is for many tenants.')
param tenants string = ''

@description('Address under which people reach the app, https://…, for the links in what they are told; empty: no links.')
param publicUrl string = ''

@description('Mail server for reminders, with STARTTLS on port 587; empty: reminders go to the inbox alone.')
param smtpHost string = ''

@description('Sender of the reminders.')
param smtpFrom string = ''

param smtpUser string = ''

@secure()
param smtpPassword string = ''

var tags = { 'azd-env-name': environmentName }

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-perfflow-${environmentName}'
  location: location
  tags: tags
}

module app 'app.bicep' = {
  name: 'perfflow'
  scope: group
  params: {
    location: location
    tags: tags
    suffix: uniqueString(subscription().id, environmentName, location)
    authority: authority
    audience: audience
    tenants: tenants
    publicUrl: publicUrl
    smtpHost: smtpHost
    smtpFrom: smtpFrom
    smtpUser: smtpUser
    smtpPassword: smtpPassword
  }
}

// azd keeps these in the environment; hooks/postdeploy.sh reads them there.
output AZURE_RESOURCE_GROUP string = group.name
output FUNCTION_APP_NAME string = app.outputs.functionAppName
output FUNCTION_APP_URL string = app.outputs.functionAppUrl
output EVENT_TOPIC_NAME string = app.outputs.eventTopicName
