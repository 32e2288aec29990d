/** How welcome a media type is to an Accept header, from 0 to 1: the most specific range that fits counts (RFC 9110, 12.5.1). */
function quality(accept: string, type: string): number {
  const [main] = type.split('/')
  for (const wanted of [type, `${main}/*`, '*/*']) {
    const range = accept.split(',').map(part => part.trim().toLowerCase())
    const found = range.find(part => part.split(';')[0]?.trim() === wanted)
    if (found !== undefined) return weight(found)
  }
  return 0
}

function weight(range: string): number {
  const q = /;\s*q=([0-9.]+)/.exec(range)?.[1]
  return q === undefined ? 1 : Math.min(1, Number(q) || 0)
}

/**
 * Whether whoever asks would rather have JSON than a page. When both are as welcome, as with curl's star slash star,
 * who sent JSON gets JSON.
 */
export function prefersJson(accept: string | undefined, sentJson: boolean): boolean {
  const wanted = accept?.trim() || '*/*'
  const json = Math.max(quality(wanted, 'application/json'), quality(wanted, 'application/problem+json'))
  const page = quality(wanted, 'text/html')
  return json > page || (json === page && sentJson)
}
