import { EventBus } from 'aws-cdk-lib/aws-events'
import {
  ConfigurationSet,
  ConfigurationSetEventDestination,
  ConfigurationSetTlsPolicy,
  EmailSendingEvent,
  EventDestination,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses'
import type { Construct } from 'constructs'
import { sesEvents } from '../../shared/contracts/bus-rules.ts'
import type { Settings } from '../settings.ts'

/** How SES handles our emails: over TLS only, to nobody who bounced or complained, with reports on each. */
export function createConfigurationSet(scope: Construct, settings: Settings): ConfigurationSet {
  const configurationSet = new ConfigurationSet(scope, 'Emails', {
    configurationSetName: `ShiftWorks-${settings.stage}`,
    // An email's links are personal and must not be sent unencrypted.
    tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
    suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    // If the account measures engagement, SES would rewrite links and add a pixel (SES developer guide, "Virtual
    // Deliverability Manager"). The choice of shared network addresses changes no email and is left to the account.
    vdmOptions: { engagementMetrics: false },
  })
  new ConfigurationSetEventDestination(scope, 'SesEvents', {
    configurationSet,
    configurationSetEventDestinationName: 'event-bus',
    // SES supports the default bus only (SES API reference, EventBridgeDestination).
    destination: EventDestination.eventBus(EventBus.fromEventBusName(scope, 'DefaultBus', 'default')),
    events: Object.values(EmailSendingEvent).filter(event => event in sesEvents),
  })
  return configurationSet
}
