/** The weight of each thing that an Accept or Accept-Encoding header names, from 0 to 1. The first mention counts. */
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

/** One that cannot be read counts as none (RFC 9110, 12.4.2). */
function weightOf(parameters: readonly string[]): number {
  const q = Number(parameters.find(isWeight)?.replace(/^q\s*=\s*/, '') || 1)
  return q >= 0 ? Math.min(1, q) : 1
}

/** Someone who said no minds more than someone who said nothing. */
const refused = -1

/** How welcome a media type is: the most specific range that fits counts (RFC 9110, 12.5.1). */
function welcome(named: ReadonlyMap<string, number>, types: readonly string[]): number {
  const ranges = [...named.keys()]
  const asked = types.flatMap(type => [
    `${type};charset=utf-8`,
    type,
    // With parameters that are not ours, such as a profile: nearer to what was asked for than anything else here.
    ...ranges.filter(range => range.startsWith(`${type};`)),
  ])
  const wildcards = types.map(type => type.replace(/\/.*/, '/*'))
  const range = [...asked, ...wildcards, '*/*'].find(one => named.has(one))
  return range === undefined ? 0 : named.get(range) || refused
}

/**
 * Whether whoever asks would rather have JSON than a page. When both are as welcome, as with curl's star slash star,
 * who sent JSON gets JSON.
 * @param type of the JSON: a problem document has a type of its own, and is JSON too.
 */
export function prefersJson(accept: string | undefined, type: string, sentJson: boolean): boolean {
  const named = weights(accept?.trim() || '*/*')
  const json = welcome(named, [type, 'application/json', 'application/problem+json'])
  const page = welcome(named, ['text/html'])
  return json > page || (json === page && sentJson)
}

/** Whether whoever asks says that a page is more welcome than JSON: browsers do, and programs that say nothing do not. */
export function prefersPage(accept: string | undefined): boolean {
  const named = weights(accept?.trim() || '*/*')
  return welcome(named, ['text/html']) > welcome(named, ['application/json'])
}

/** Whether an answer may be zipped, and whether it has to be, as nothing else is taken. */
export type Zipping = 'no' | 'if-worthwhile' | 'always'

/** What Accept-Encoding asks for: no zipping where plain is more welcome (RFC 9110, 12.5.3). */
export function zipping(acceptEncoding = ''): Zipping {
  const named = weights(acceptEncoding)
  const everything = named.get('*')
  const gzip = named.get('gzip') ?? named.get('x-gzip') ?? everything ?? 0
  const plain = named.get('identity') ?? (everything === 0 ? 0 : undefined)
  if (gzip === 0 || gzip < (plain ?? 0)) return 'no'
  return plain === 0 ? 'always' : 'if-worthwhile'
}
