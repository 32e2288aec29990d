/** One after the other, the others too where one fails. @throws what went wrong in the first of those that did. */
export async function eachOf<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const faults: unknown[] = []
  for (const one of all) await work(one).catch(fault => faults.push(fault))
  if (faults.length > 0) throw faults[0]
}
