import { CfnOutput } from 'aws-cdk-lib'
import { ApiMapping, DomainName } from 'aws-cdk-lib/aws-apigatewayv2'
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager'
import { ARecord, type IPublicHostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53'
import { ApiGatewayv2DomainProperties } from 'aws-cdk-lib/aws-route53-targets'
import type { Construct } from 'constructs'
import { zoneOf } from '../constructs/zone.ts'
import type { Settings } from '../settings.ts'
import type { PagesApi } from './pages-api.ts'

/** Where learners reach the pages: the stage's own domain where the settings name one, else the HTTP API's address. */
export function publicUrl(scope: Construct, { api, stage }: PagesApi, settings: Settings): string {
  if (!settings.site) return api.apiEndpoint
  const name = new DomainName(scope, 'Site', {
    domainName: settings.site.domain,
    certificate: Certificate.fromCertificateArn(scope, 'Certificate', settings.site.certificateArn),
  })
  new ApiMapping(scope, 'SiteMapping', { api, domainName: name, stage })
  pointDns(scope, name, zoneOf(scope, settings, settings.site.domain))
  return `https://${settings.site.domain}`
}

function pointDns(scope: Construct, name: DomainName, zone: IPublicHostedZone | undefined): void {
  if (!zone) {
    new CfnOutput(scope, 'SiteDnsRecord', { value: `${name.name} CNAME ${name.regionalDomainName}` })
    return
  }
  new ARecord(scope, 'SiteRecord', {
    zone,
    recordName: name.name,
    target: RecordTarget.fromAlias(
      new ApiGatewayv2DomainProperties(name.regionalDomainName, name.regionalHostedZoneId),
    ),
  })
}
