/** So many are worked on at once: a round may have a hundred thousand people, and each read or write takes some milliseconds. */
const atOnce = 25

/**
 * Works on all of them, some at once. One that fails holds up no other; once as many have failed as are worked on at once, the rest is
 * left, since the cause is not theirs.
 * @param isTime whether there is time for some more.
 * @returns whether there was time for all. @throws what went wrong in the first of those that failed.
 */
export async function sideBySide<T>(
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
