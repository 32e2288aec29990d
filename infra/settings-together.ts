import { type Wanted, wrongDelivery } from './concurrency.ts'
import { distributionRegion } from './firewall/distribution-region.ts'
import { platformPattern } from './platforms.ts'

/** Settings that depend on each other. */
interface Together extends Wanted {
  readonly allowedOrigins: readonly string[]
  readonly allowedReturnUrls: readonly string[]
  readonly sharedDomains: readonly string[]
  readonly learningPlatforms: readonly { readonly source: string; readonly account?: string | undefined }[]
  readonly hostedZone?: { readonly name: string } | undefined
  readonly mailDomain: string
  readonly region: string
  readonly site?: { readonly domain: string; readonly certificateArn: string } | undefined
  readonly distribution?: object | undefined
}

/** A setting that is valid by itself, but not with the others. */
export interface Problem {
  readonly setting: keyof Together
  readonly message: string
}

/** @returns problems that would only appear at the deployment, or at night. */
export const problemsTogether = (settings: Together): Problem[] => [
  ...named('maxDeliveryConcurrency', wrongDelivery(settings)),
  ...named('allowedOrigins', tooLong(settings)),
  ...named('sharedDomains', tooManyDomains(settings)),
  ...named('learningPlatforms', wrongPlatforms(settings)),
  ...named('hostedZone', zoneOfNothing(settings)),
  ...named('distribution', distributionOfNothing(settings)),
  ...named('site', certificateElsewhere(settings)),
]

const named = (setting: keyof Together, message: string | undefined): Problem[] =>
  message === undefined ? [] : [{ setting, message }]

/**
 * Bytes for the lists of websites. Lambda allows 4 KB for all of a function's variables (quotas); 1 KB is for the
 * others of sign-up.
 */
const bytesForWebsites = 3_000

function tooLong({ allowedOrigins, allowedReturnUrls }: Together): string | undefined {
  const bytes = Buffer.byteLength([...allowedOrigins, ...allowedReturnUrls].join(','))
  if (bytes <= bytesForWebsites) return undefined
  return `together with allowedReturnUrls these are ${bytes} bytes, and ${bytesForWebsites} fit into the environment of a function. Name fewer websites, or beginnings that several share`
}

/** Bytes for the list of domains, for learner-pages; 2 KB are for its other variables, including the operator's name. */
const bytesForDomains = 2_000

function tooManyDomains({ sharedDomains }: Together): string | undefined {
  const bytes = Buffer.byteLength(sharedDomains.join(','))
  if (bytes <= bytesForDomains) return undefined
  return `these are ${bytes} bytes, and ${bytesForDomains} fit into the environment of a function. Name those at which most people have a mailbox`
}

/** The longest event pattern of a rule, in characters (EventBridge's quotas). */
const longestPattern = 2_048

function wrongPlatforms({ learningPlatforms }: Together): string | undefined {
  const written = learningPlatforms.map(platform => JSON.stringify([platform.source, platform.account]))
  const twice = learningPlatforms.find((_, index) => written.indexOf(written[index] ?? '') !== index)
  if (twice) return `"${twice.source}" is named twice${twice.account ? ` for ${twice.account}` : ''}`
  const pattern = JSON.stringify(platformPattern({ learningPlatforms }))
  if (pattern.length <= longestPattern) return undefined
  return `the sources make a rule of ${pattern.length} characters, and EventBridge takes ${longestPattern}. Use shorter names`
}

/** Whether a domain's records belong to a zone: the zone's own name, or a name below it. */
export const holds = (zone: string, domain: string): boolean => domain === zone || domain.endsWith(`.${zone}`)

function zoneOfNothing({ hostedZone, mailDomain, site }: Together): string | undefined {
  const domains = [mailDomain, ...(site ? [site.domain] : [])]
  if (!hostedZone || domains.some(domain => holds(hostedZone.name, domain))) return undefined
  return `${hostedZone.name} holds no records of ${domains.join(' or ')}`
}

function distributionOfNothing({ distribution, site }: Together): string | undefined {
  if (!distribution || site) return undefined
  return 'a distribution needs a name of its own: set site, with a certificate of us-east-1'
}

/** The region in which a site's certificate must be: that of the API, or the one for distributions. */
function certificateElsewhere({ region, site, distribution }: Together): string | undefined {
  const wanted = distribution ? distributionRegion : region
  const found = site?.certificateArn.split(':')[3]
  if (!site || found === wanted) return undefined
  return `its certificate is of "${found}", and AWS looks for it in ${wanted}${distribution ? ' (distribution)' : ''}`
}
