/** Items processed at once. A round may have 100,000 people, and each read or write takes milliseconds. */
const atOnce = 25

/**
 * Processes all items, several at once. A failure does not stop the others. Once `atOnce` items have failed, the rest
 * is skipped, since the cause is probably common.
 * @param isTime whether there is time for more.
 * @returns whether there was time for all.
 * @throws the first error.
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
  if (faults.length > 0) throw faults[0]
  return from >= all.length
}
