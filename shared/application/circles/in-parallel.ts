/** Items processed at once. A round may have 100,000 people, and each read or write takes milliseconds. */
const atOnce = 25

/** So many failed that the rest was not tried. The first error is its cause. */
export class GaveUpRest extends Error {
  override name = 'GaveUpRest'
  /** What happened, without the cause. */
  readonly what: string

  constructor(failed: number, tried: number, skipped: number, cause: unknown) {
    const what = `${failed} of ${tried} failed, so that the other ${skipped} were not tried: it is probably the same for all.`
    super(`${what} The first: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
    this.what = what
  }
}

/**
 * Processes all items, several at once. A failure does not stop the others. Once `atOnce` items have failed, the rest
 * is skipped, since the cause is probably common.
 * @param isTime whether there is time for more.
 * @returns whether there was time for all.
 * @throws the first error, or `GaveUpRest` with it if others were skipped.
 */
export async function inParallel<T>(
  all: readonly T[],
  work: (one: T) => Promise<unknown>,
  isTime: () => boolean = () => true,
): Promise<boolean> {
  const faults: unknown[] = []
  let from = 0
  for (; from < all.length && faults.length < atOnce && isTime(); from += atOnce)
    await Promise.all(all.slice(from, from + atOnce).map(one => work(one).catch(fault => faults.push(fault))))
  const tried = Math.min(from, all.length)
  if (faults.length >= atOnce && tried < all.length)
    throw new GaveUpRest(faults.length, tried, all.length - tried, faults[0])
  if (faults.length > 0) throw faults[0]
  return from >= all.length
}
