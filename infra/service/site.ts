import { CfnOutput } from 'aws-cdk-lib'
import { ApiMapping, DomainName, type HttpApi, type HttpStage } from 'aws-cdk-lib/aws-apigatewayv2'
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager'
import { ARecord, PublicHostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53'
import { ApiGatewayv2DomainProperties } from 'aws-cdk-lib/aws-route53-targets'
import type { Construct } from 'constructs'
import type { Settings } from '../settings.ts'

/** Where learners reach the pages: the stage's own domain where the settings name one, else the HTTP API's address. */
export function publicUrl(scope: Construct, api: HttpApi, stage: HttpStage, settings: Settings): string {
  if (!settings.site) return api.apiEndpoint
  const name = new DomainName(scope, 'Site', {
    domainName: settings.site.domain,
    certificate: Certificate.fromCertificateArn(scope, 'Certificate', settings.site.certificateArn),
  })
  new ApiMapping(scope, 'SiteMapping', { api, domainName: name, stage })
  pointDns(scope, name, settings)
  return `https://${settings.site.domain}`
}

function pointDns(scope: Construct, name: DomainName, { hostedZone, site }: Settings): void {
  if (!hostedZone || !site) {
    new CfnOutput(scope, 'SiteDnsRecord', { value: `${name.name} CNAME ${name.regionalDomainName}` })
    return
  }
  new ARecord(scope, 'SiteRecord', {
    zone: PublicHostedZone.fromPublicHostedZoneAttributes(scope, 'Zone', {
      hostedZoneId: hostedZone.id,
      zoneName: hostedZone.name,
    }),
    recordName: site.domain,
    target: RecordTarget.fromAlias(
      new ApiGatewayv2DomainProperties(name.regionalDomainName, name.regionalHostedZoneId),
    ),
  })
}
