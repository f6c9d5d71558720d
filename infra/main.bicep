// Everything Board Actions needs in one resource group:
//   az deployment group create -g GROUP -f infra/main.bicep -p image=REGISTRY/board-actions:VERSION
// There is no secret in it: the bot signs in to storage and to the Bot Framework with its managed identity.

targetScope = 'resourceGroup'

@description('Prefix of every resource name: lower-case letters and digits.')
@minLength(3)
@maxLength(12)
param name string = 'boardactions'

@description('Region of everything but the bot registration, which is global. UK data stay in the UK by default.')
param location string = 'uksouth'

@description('Container image of the service, with its tag.')
param image string

@description('Host of the registry that holds the image, when it must be signed in to. The identity needs AcrPull there.')
param registryServer string = ''

@description('Name of the bot as people see it in Teams.')
@maxLength(42)
param displayName string = 'Board Actions'

@description('F0 is free and enough for messages in Teams, which are not metered; S1 carries an availability promise.')
@allowed(['F0', 'S1'])
param botSku string = 'F0'

@description('Replicas that always run. One serves a council; none would miss reminders.')
@minValue(1)
param minReplicas int = 1

@description('Most replicas. All share the same tables and queue.')
@minValue(1)
@maxValue(10)
param maxReplicas int = 2

@description('How storage is replicated.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS'])
param storageSku string = 'Standard_ZRS'

@description('Public address of the service, such as https://actions.example.gov.uk, where it has one of its own; else the one Azure gives it.')
param publicUrl string = ''

@description('Who may import the first plan in chat: e-mail addresses or Entra object ids, commas between them. Empty: nobody.')
param firstProjectManagers string = ''

@description('Requests a second to Teams, all replicas together. Teams takes 50 of one bot in one tenant.')
@minValue(2)
param teamsRequestsPerSecond int = 50

@description('Days that logs, metrics and traces are kept. They hold ids and outcomes, no personal text.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 90

@description('Least severe level that is logged.')
@allowed(['debug', 'info', 'warn', 'error'])
param logLevel string = 'info'

@description('Tags put on every resource.')
param tags object = {}

var unique = uniqueString(resourceGroup().id, name)
var port = 3978
var botDomain = '${name}.${environment.properties.defaultDomain}'

// Built-in roles, the same in every tenant.
var storageRoles = {
  tableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
  queueDataContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fe88'
}

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-identity'
  location: location
  tags: tags
}

resource storage 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: take('${name}${unique}', 24)
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: {
    name: storageSku
  }
  properties: {
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    allowBlobPublicAccess: false
    // Only identities may sign in: there is no key that could leak.
    allowSharedKeyAccess: false
  }
}

resource storageAccess 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in items(storageRoles): {
    name: guid(storage.id, identity.id, role.value)
    scope: storage
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role.value)
      principalId: identity.properties.principalId
      principalType: 'ServicePrincipal'
    }
  }
]

resource logs 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: '${name}-logs'
  location: location
  tags: tags
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: logRetentionDays
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: '${name}-insights'
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: logs.id
    IngestionMode: 'LogAnalytics'
    // Nobody's address is kept.
    DisableIpMasking: false
  }
}

resource environment 'Microsoft.App/managedEnvironments@2024-03-01' = {
  name: '${name}-environment'
  location: location
  tags: tags
  properties: {
    // Sent through the diagnostic setting below, so that no workspace key is needed here.
    appLogsConfiguration: {
      destination: 'azure-monitor'
    }
  }
}

resource environmentLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-log-analytics'
  scope: environment
  properties: {
    workspaceId: logs.id
    logs: [
      {
        category: 'ContainerAppConsoleLogs'
        enabled: true
      }
      {
        category: 'ContainerAppSystemLogs'
        enabled: true
      }
    ]
  }
}

resource service 'Microsoft.App/containerApps@2025-01-01' = {
  name: name
  location: location
  tags: tags
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identity.id}': {}
    }
  }
  properties: {
    environmentId: environment.id
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: {
        external: true
        targetPort: port
        transport: 'auto'
        allowInsecure: false
      }
      registries: empty(registryServer)
        ? []
        : [
            {
              server: registryServer
              identity: identity.id
            }
          ]
    }
    template: {
      // Long enough to finish the sends under way when a replica is told to stop.
      terminationGracePeriodSeconds: 60
      containers: [
        {
          name: 'service'
          image: image
          resources: {
            cpu: json('0.5')
            memory: '1Gi'
          }
          env: [
            {
              name: 'NODE_ENV'
              value: 'production'
            }
            {
              name: 'HOST'
              value: '0.0.0.0'
            }
            {
              name: 'PORT'
              value: string(port)
            }
            {
              name: 'LOG_LEVEL'
              value: logLevel
            }
            {
              name: 'MicrosoftAppType'
              value: 'UserAssignedMSI'
            }
            {
              name: 'MicrosoftAppId'
              value: identity.properties.clientId
            }
            {
              name: 'MicrosoftAppTenantId'
              value: tenant().tenantId
            }
            {
              // Tells the Azure SDK which of a container's identities to use.
              name: 'AZURE_CLIENT_ID'
              value: identity.properties.clientId
            }
            {
              name: 'STORAGE_ACCOUNT_NAME'
              value: storage.name
            }
            {
              name: 'BOT_DOMAIN'
              value: botDomain
            }
            {
              // Left empty, the address is made of BOT_DOMAIN.
              name: 'PUBLIC_URL'
              value: publicUrl
            }
            {
              name: 'FIRST_PROJECT_MANAGERS'
              value: firstProjectManagers
            }
            {
              name: 'TEAMS_REQUESTS_PER_SECOND'
              value: string(teamsRequestsPerSecond)
            }
            {
              // It says where telemetry goes and lets nobody read any: no secret.
              name: 'APPLICATIONINSIGHTS_CONNECTION_STRING'
              value: insights.properties.ConnectionString
            }
          ]
          probes: [
            {
              // Tables and queue are made before the port opens.
              type: 'Startup'
              httpGet: {
                path: '/healthz'
                port: port
              }
              periodSeconds: 5
              failureThreshold: 10
            }
            {
              // The process alone: storage that is away is no reason to start it again.
              type: 'Liveness'
              httpGet: {
                path: '/healthz'
                port: port
              }
              periodSeconds: 10
              timeoutSeconds: 5
              failureThreshold: 3
            }
            {
              type: 'Readiness'
              httpGet: {
                path: '/readyz'
                port: port
              }
              periodSeconds: 10
              timeoutSeconds: 5
              failureThreshold: 3
            }
          ]
        }
      ]
      scale: {
        minReplicas: minReplicas
        maxReplicas: maxReplicas
        rules: [
          {
            name: 'requests'
            http: {
              metadata: {
                concurrentRequests: '50'
              }
            }
          }
          {
            // Deliveries are paced for all replicas together: more of them help only where one cannot keep that pace.
            name: 'deliveries'
            azureQueue: {
              accountName: storage.name
              queueName: 'deliveries'
              queueLength: 2000
              identity: identity.id
            }
          }
        ]
      }
    }
  }
  dependsOn: [storageAccess]
}

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: '${name}-${unique}'
  location: 'global'
  tags: tags
  kind: 'azurebot'
  sku: {
    name: botSku
  }
  properties: {
    displayName: displayName
    endpoint: 'https://${service.properties.configuration.ingress.fqdn}/api/messages'
    msaAppType: 'UserAssignedMSI'
    msaAppId: identity.properties.clientId
    msaAppMSIResourceId: identity.id
    msaAppTenantId: tenant().tenantId
    disableLocalAuth: true
  }
}

resource teamsChannel 'Microsoft.BotService/botServices/channels@2022-09-15' = {
  parent: bot
  name: 'MsTeamsChannel'
  location: 'global'
  properties: {
    channelName: 'MsTeamsChannel'
    properties: {
      isEnabled: true
    }
  }
}

@description('Set as MicrosoftAppId when the Teams package is built.')
output microsoftAppId string = identity.properties.clientId

@description('Set as BOT_DOMAIN when the Teams package is built.')
output botDomain string = service.properties.configuration.ingress.fqdn

@description('Metrics and traces; the README names them.')
output applicationInsightsName string = insights.name

@description('Where the plans are kept.')
output storageAccountName string = storage.name
