import { CfnOutput } from 'aws-cdk-lib'
import { ApiMapping, DomainName } from 'aws-cdk-lib/aws-apigatewayv2'
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager'
import { ARecord, type IAliasRecordTarget, RecordTarget } from 'aws-cdk-lib/aws-route53'
import { ApiGatewayv2DomainProperties, CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets'
import type { Construct } from 'constructs'
import { zoneOf } from '../constructs/zone.ts'
import type { Settings } from '../settings.ts'
import { createDistribution, type DistributionSettings } from './distribution.ts'
import type { PagesApi } from './pages-api.ts'

/**
 * Where learners reach the pages: the stage's own domain where the settings name one, else the HTTP API's address.
 * @param distribution what the pages stand behind, if they do
 */
export function publicUrl(
  scope: Construct,
  pages: PagesApi,
  settings: Settings,
  distribution: DistributionSettings | undefined,
): string {
  const { site } = settings
  if (!site) return pages.api.apiEndpoint
  const { host, target } = distribution
    ? behind(scope, pages, site, distribution)
    : before(scope, pages, site)
  pointDns(scope, settings, site.domain, host, target)
  return `https://${site.domain}`
}

type Site = NonNullable<Settings['site']>

/** The name that the site's own name leads to. */
interface Host {
  readonly host: string
  readonly target: IAliasRecordTarget
}

function before(scope: Construct, { api, stage }: PagesApi, { domain, certificateArn }: Site): Host {
  const name = new DomainName(scope, 'Site', {
    domainName: domain,
    certificate: Certificate.fromCertificateArn(scope, 'Certificate', certificateArn),
  })
  new ApiMapping(scope, 'SiteMapping', { api, domainName: name, stage })
  return {
    host: name.regionalDomainName,
    target: new ApiGatewayv2DomainProperties(name.regionalDomainName, name.regionalHostedZoneId),
  }
}

function behind(scope: Construct, { api }: PagesApi, site: Site, settings: DistributionSettings): Host {
  const distribution = createDistribution(scope, api, site, settings)
  return { host: distribution.distributionDomainName, target: new CloudFrontTarget(distribution) }
}

function pointDns(
  scope: Construct,
  settings: Settings,
  domain: string,
  host: string,
  target: IAliasRecordTarget,
): void {
  const zone = zoneOf(scope, settings, domain)
  if (zone)
    new ARecord(scope, 'SiteRecord', { zone, recordName: domain, target: RecordTarget.fromAlias(target) })
  else new CfnOutput(scope, 'SiteDnsRecord', { value: `${domain} CNAME ${host}` })
}
