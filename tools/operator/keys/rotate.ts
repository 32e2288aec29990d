import { type KeyRing, parseKeyRing } from '../../../shared/adapters/links.ts'
import { minute } from '../../../shared/domain/duration.ts'
import type { Instant } from '../../../shared/domain/ids.ts'
import { audited } from '../audited.ts'
import type { OperatorDeps } from '../deps.ts'

/**
 * Functions remember the keys for five minutes (`shared/adapters/secrets.ts`), unless they warn that they cannot read
 * them again. A key that signs before all of them know it would make links that some call broken.
 */
const untilKnown = 6 * minute

/** What became of a rotation. */
export interface Rotated {
  /** The key that signs now. */
  current: string
  /** Keys that are honoured, the current one among them. */
  keys: number
  /** `prepared`: it was stopped while it waited; the next rotation goes on from there. */
  outcome: 'rotated' | 'prepared'
}

/** What is told while it waits. */
export interface Waiting {
  /** @param at when the new key begins to sign. */
  wait: (at: Instant) => Promise<'go-on' | 'stop'>
}

const idsOf = ({ current: _current, ...keys }: KeyRing): number[] => Object.keys(keys).map(Number)

/** A key that an earlier rotation has added, and that does not sign yet. */
const preparedIn = (ring: KeyRing): string | undefined => {
  const newest = Math.max(...idsOf(ring))
  return newest > Number(ring.current) ? String(newest) : undefined
}

async function prepare(deps: OperatorDeps, ring: KeyRing): Promise<{ ring: KeyRing; id: string }> {
  const id = String(Math.max(0, ...idsOf(ring)) + 1)
  const withNew = { ...ring, [id]: deps.linkKeys.generate() }
  await deps.linkKeys.replace(JSON.stringify(withNew))
  return { ring: withNew, id }
}

/**
 * Adds a key for links, waits until every function knows it, and lets it sign from then on. Old keys stay, because the
 * links in emails that are out live as long as the journey. Cut off, it goes on at the next call.
 */
export async function rotateKeys(deps: OperatorDeps, why: string, { wait }: Waiting): Promise<Rotated> {
  return audited<Rotated>(deps, { what: 'keys rotate', why }, async () => {
    const { text, changedAt } = await deps.linkKeys.read()
    const stored = parseKeyRing(text)
    const earlier = preparedIn(stored)
    const { ring, id } = earlier === undefined ? await prepare(deps, stored) : { ring: stored, id: earlier }
    const since = earlier === undefined ? undefined : changedAt
    const goesOn = await wait((since ?? deps.clock.now()) + untilKnown)
    const keys = idsOf(ring).length
    if (goesOn === 'stop')
      return {
        value: { current: ring.current, keys, outcome: 'prepared' },
        result: { prepared: id },
      }
    await deps.linkKeys.replace(JSON.stringify({ ...ring, current: id }))
    return { value: { current: id, keys, outcome: 'rotated' }, result: { current: id, keys } }
  })
}
