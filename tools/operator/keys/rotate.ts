import { type KeyRing, parseKeyRing } from '../../../shared/adapters/links.ts'
import { minute } from '../../../shared/domain/duration.ts'
import type { Instant } from '../../../shared/domain/ids.ts'
import { audited } from '../audited.ts'
import type { OperatorDeps } from '../deps.ts'

/**
 * Functions cache the keys for five minutes (`shared/adapters/secrets.ts`), unless they log that they cannot read
 * them. If a key signed before all functions know it, some would reject its links.
 */
const untilKnown = 6 * minute

/** The result of a rotation. */
export interface Rotated {
  /** The current signing key. */
  current: string
  /** The number of accepted keys, the current one included. */
  keys: number
  /** `prepared`: stopped while waiting; the next rotation continues from there. */
  outcome: 'rotated' | 'prepared'
}

/** Callbacks during the wait. */
export interface Waiting {
  /** @param at when the new key starts to sign, in milliseconds since 1970 */
  wait: (at: Instant) => Promise<'go-on' | 'stop'>
}

const idsOf = ({ current: _current, ...keys }: KeyRing): number[] => Object.keys(keys).map(Number)

/** The key that an earlier rotation added and that does not sign yet. */
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
 * Adds a signing key for links, waits until every function knows it, and makes it current. Old keys stay, because the
 * links in sent emails are valid as long as the journey. After an interruption, the next call continues.
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
