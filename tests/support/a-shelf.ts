import { day, second } from '../../shared/domain/duration.ts'
import { wordingVersion } from '../../shared/domain/reflections/reflection.ts'
import type { Shelf, Voice } from '../../shared/domain/reflections/shelf.ts'
import type { World } from '../../tools/simulation/world.ts'

/** Of every module of the sample journey. */
export const sampleWording = wordingVersion('What now?')

const idOf = (n: number): string => n.toString(36).padStart(24, '0')

/** An approved voice by somebody who is nobody's reader. */
export const aVoice = (n: number, now: number, change: Partial<Voice> = {}): Voice => ({
  id: idOf(n),
  by: idOf(1_000_000 + n),
  text: `Words of voice ${n}.`,
  sector: 'social-care',
  isNamed: true,
  at: now - day,
  ...change,
})

/** Puts voices onto the shelf of a module of the sample journey, and waits until every function has noticed. */
export async function shelve(
  { deps: { shelves }, table, clock }: Pick<World, 'deps' | 'table' | 'clock'>,
  moduleId: string,
  voices: Shelf,
): Promise<void> {
  await shelves.change(await shelves.of('sample'), { isOn: true })
  const ref = { journeyId: 'sample', moduleId, wording: sampleWording }
  await table.transact(shelves.writes(await shelves.of('sample'), ref, voices))
  clock.setTo(clock.now() + 11 * second)
}
