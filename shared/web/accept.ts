/** The weights in an Accept or Accept-Encoding header, from 0 to 1. The first mention of each counts. */
function weights(header: string): Map<string, number> {
  const named = new Map<string, number>()
  for (const part of header.toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map(piece => piece.trim())
    const range = [name, ...parameters.filter(parameter => !isWeight(parameter))].join(';')
    if (name !== '' && !named.has(range)) named.set(range, weightOf(parameters))
  }
  return named
}

const isWeight = (parameter: string): boolean => /^q\s*=/.test(parameter)

/** An unreadable weight counts as if none were given, which is 1 (RFC 9110, 12.4.2). */
function weightOf(parameters: readonly string[]): number {
  const q = Number(parameters.find(isWeight)?.replace(/^q\s*=\s*/, '') || 1)
  return q >= 0 ? Math.min(1, q) : 1
}

/** Less than 0, the weight of a type that is not mentioned: an explicit refusal ranks lower. */
const refused = -1

/** The weight of a media type: that of the most specific matching range (RFC 9110, 12.5.1). */
function welcome(named: ReadonlyMap<string, number>, types: readonly string[]): number {
  const ranges = [...named.keys()]
  const asked = types.flatMap(type => [
    `${type};charset=utf-8`,
    type,
    // Ranges with parameters, such as a profile, are closer to the type than any wildcard.
    ...ranges.filter(range => range.startsWith(`${type};`)),
  ])
  const wildcards = types.map(type => type.replace(/\/.*/, '/*'))
  const range = [...asked, ...wildcards, '*/*'].find(one => named.has(one))
  return range === undefined ? 0 : named.get(range) || refused
}

/**
 * Whether the client prefers JSON to a page. If both are equal, as with curl's star slash star, the client gets JSON
 * if it sent JSON.
 * @param type of the JSON; a problem document has a type of its own.
 */
export function prefersJson(accept: string | undefined, type: string, sentJson: boolean): boolean {
  const named = weights(accept?.trim() || '*/*')
  const json = welcome(named, [type, 'application/json', 'application/problem+json'])
  const page = welcome(named, ['text/html'])
  return json > page || (json === page && sentJson)
}

/** Whether the client prefers a page to JSON. Browsers do; programs that send no header do not. */
export function prefersPage(accept: string | undefined): boolean {
  const named = weights(accept?.trim() || '*/*')
  return welcome(named, ['text/html']) > welcome(named, ['application/json'])
}

/** Whether a response may be compressed, or has to be because nothing else is accepted. */
export type Compression = 'no' | 'if-worthwhile' | 'always'

/** What Accept-Encoding asks for. No compression if plain content is preferred (RFC 9110, 12.5.3). */
export function compressionFor(acceptEncoding = ''): Compression {
  const named = weights(acceptEncoding)
  const everything = named.get('*')
  const gzip = named.get('gzip') ?? named.get('x-gzip') ?? everything ?? 0
  const plain = named.get('identity') ?? (everything === 0 ? 0 : undefined)
  if (gzip === 0 || gzip < (plain ?? 0)) return 'no'
  return plain === 0 ? 'always' : 'if-worthwhile'
}
