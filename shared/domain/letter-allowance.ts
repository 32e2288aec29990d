import type { Instant } from './ids.ts'

const hour = 60 * 60 * 1000

/**
 * Letters that anybody can cause, such as by a form with somebody else's address, go to one mailbox so often at most.
 * An honest second try goes through at once.
 */
const allowances = [
  { most: 2, within: hour },
  { most: 3, within: 24 * hour },
  { most: 5, within: 7 * 24 * hour },
]

/** How long such a letter waits for its turn at most: as long as a link in it lives. */
const longestWait = 7 * 24 * hour

/** How long a letter counts. */
export const countsFor = 7 * 24 * hour

/**
 * When the next such letter may go to a mailbox.
 * @param letters when those before went, or are to go: each planned by this rule, so that the next is the last of all.
 * @returns undefined if it had to wait for too long.
 */
export function nextLetterAt(letters: readonly Instant[], at: Instant): Instant | undefined {
  const inOrder = letters.toSorted((a, b) => a - b)
  const turns = allowances.flatMap(({ most, within }) => {
    const first = inOrder.at(-most)
    return first === undefined ? [] : [first + within]
  })
  const next = Math.max(at, ...turns)
  return next > at + longestWait ? undefined : next
}
