/**
 * Processes items one after the other; a failure does not stop the rest.
 * @throws the first error.
 */
export async function inSequence<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const faults: unknown[] = []
  for (const one of all) await work(one).catch(fault => faults.push(fault))
  if (faults.length > 0) throw faults[0]
}
