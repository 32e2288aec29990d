import { CfnOutput } from 'aws-cdk-lib'
import { ApiMapping, DomainName } from 'aws-cdk-lib/aws-apigatewayv2'
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager'
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets'
import type { Construct } from 'constructs'
import { type DnsRecord, DnsRecords, zoneOf } from '../constructs/dns-records.ts'
import type { Settings } from '../settings.ts'
import { createDistribution, type DistributionSettings } from './distribution.ts'
import type { PagesApi } from './pages-api.ts'

/**
 * The address of the pages: the stage's own domain if the settings name one, otherwise the HTTP API's.
 * @param distribution in front of the pages, if any.
 */
export function publicUrl(
  scope: Construct,
  pages: PagesApi,
  settings: Settings,
  distribution: DistributionSettings | undefined,
): string {
  const { site } = settings
  if (!site) return pages.api.apiEndpoint
  const host = distribution ? behind(scope, pages, site, distribution) : before(scope, pages, site)
  pointDns(scope, settings, site.domain, host)
  return `https://${site.domain}`
}

type Site = NonNullable<Settings['site']>

/** The AWS name that the site's domain leads to, and the id of AWS's zone for it, which an alias record needs. */
interface Host {
  readonly host: string
  readonly zoneId: () => string
}

function before(scope: Construct, { api, stage }: PagesApi, { domain, certificateArn }: Site): Host {
  const name = new DomainName(scope, 'Site', {
    domainName: domain,
    certificate: Certificate.fromCertificateArn(scope, 'Certificate', certificateArn),
  })
  new ApiMapping(scope, 'SiteMapping', { api, domainName: name, stage })
  return { host: name.regionalDomainName, zoneId: () => name.regionalHostedZoneId }
}

function behind(scope: Construct, { api }: PagesApi, site: Site, settings: DistributionSettings): Host {
  const { distributionDomainName } = createDistribution(scope, api, site, settings)
  return { host: distributionDomainName, zoneId: () => CloudFrontTarget.getHostedZoneId(scope) }
}

function pointDns(scope: Construct, settings: Settings, domain: string, host: Host): void {
  const zone = zoneOf(settings, domain)
  if (zone)
    new DnsRecords(scope, { name: 'site-dns', settings, zone, records: [leadingTo(host, domain, zone.name)] })
  else new CfnOutput(scope, 'SiteDnsRecord', { value: `${domain} CNAME ${host.host}` })
}

/**
 * The kind of record that people make by hand, so that it is taken over. The name of a zone itself cannot have a
 * CNAME.
 */
const leadingTo = ({ host, zoneId }: Host, name: string, zone: string): DnsRecord =>
  name === zone
    ? { name, type: 'A', alias: { host, hostedZoneId: zoneId() } }
    : { name, type: 'CNAME', values: [host] }
