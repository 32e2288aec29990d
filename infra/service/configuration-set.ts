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

/** How SES treats our emails: over TLS only, to nobody who bounced or complained, and reporting on what became of each. */
export function createConfigurationSet(scope: Construct, settings: Settings): ConfigurationSet {
  const configurationSet = new ConfigurationSet(scope, 'Emails', {
    configurationSetName: `ShiftWorks-${settings.stage}`,
    // The links in an email are its reader's own; they don't travel in clear.
    tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
    suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    // Where the account measures engagement, SES would rewrite our links and add a pixel (SES developer guide, "Virtual
    // Deliverability Manager"). How shared network addresses are chosen changes no email: that stays the account's.
    vdmOptions: { engagementMetrics: false },
  })
  new ConfigurationSetEventDestination(scope, 'SesEvents', {
    configurationSet,
    configurationSetEventDestinationName: 'event-bus',
    // SES takes no other bus than the default one (SES API reference, EventBridgeDestination).
    destination: EventDestination.eventBus(EventBus.fromEventBusName(scope, 'DefaultBus', 'default')),
    events: Object.values(EmailSendingEvent).filter(event => event in sesEvents),
  })
  return configurationSet
}
