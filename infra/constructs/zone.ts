import { type IPublicHostedZone, PublicHostedZone } from 'aws-cdk-lib/aws-route53'
import type { Construct } from 'constructs'
import type { Settings } from '../settings.ts'
import { holds } from '../settings-together.ts'

/** @returns the zone that holds a domain's records; undefined when they are made by hand */
export function zoneOf(
  scope: Construct,
  { hostedZone }: Settings,
  domain: string,
): IPublicHostedZone | undefined {
  if (!hostedZone || !holds(hostedZone.name, domain)) return undefined
  return PublicHostedZone.fromPublicHostedZoneAttributes(scope, 'Zone', {
    hostedZoneId: hostedZone.id,
    zoneName: hostedZone.name,
  })
}
