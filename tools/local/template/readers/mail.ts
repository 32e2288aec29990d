import { z } from 'zod'
import type { App } from '../stack-scope.ts'
import { noEffect, readProperties } from './read.ts'

const ConfigurationSet = z.strictObject({
  Name: z.string(),
  DeliveryOptions: noEffect,
  ReputationOptions: noEffect,
  SendingOptions: z.strictObject({ SendingEnabled: z.boolean() }).optional(),
  SuppressionOptions: noEffect,
  TrackingOptions: noEffect,
  VdmOptions: noEffect,
  Tags: noEffect,
})

const Destination = z.strictObject({
  ConfigurationSetName: z.string(),
  EventDestination: z.strictObject({
    Name: z.string().optional(),
    Enabled: z.boolean(),
    MatchingEventTypes: z.array(z.string()),
    EventBridgeDestination: z.strictObject({ EventBusArn: z.string().endsWith('event-bus/default') }),
  }),
})

/**
 * The events that a configuration set reports to the default bus, with SES's names in lower case, such as
 * `renderingfailure`.
 */
export type MailSpec = {
  configurationSets: { name: string; events: string[] }[]
  /** The verified domains and addresses that emails may be sent from. */
  identities: string[]
}

// CloudFormation accepts both RENDERING_FAILURE and renderingFailure.
const plain = (eventType: string): string => eventType.replaceAll('_', '').toLowerCase()

export function readMail(app: App): MailSpec {
  const destinations = app
    .resources('AWS::SES::ConfigurationSetEventDestination')
    .map(resource => readProperties(Destination, resource))
  const configurationSets = app.resources('AWS::SES::ConfigurationSet').map(resource => {
    const { Name } = readProperties(ConfigurationSet, resource)
    const events = destinations
      .filter(
        ({ ConfigurationSetName, EventDestination }) =>
          ConfigurationSetName === Name && EventDestination.Enabled,
      )
      .flatMap(({ EventDestination }) => EventDestination.MatchingEventTypes.map(plain))
    return { name: Name, events }
  })
  const identities = app.resources('AWS::SES::EmailIdentity').map(({ identity }) => identity.ref)
  return { configurationSets, identities }
}
