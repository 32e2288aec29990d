import type { FunctionName } from '../../../shared/contracts/functions.ts'
import type { Instant, LearnerId } from '../../../shared/domain/ids.ts'
import { counted } from '../command/format.ts'
import { commandLine } from '../command/place.ts'
import type { Style } from '../command/style.ts'
import type { OperatorDeps } from '../deps.ts'
import { byCause, withOpened } from './opened.ts'

/** The most letters read from one queue, so that a search for one person does not wait for thousands. */
const looked = 1000

/** Dead letters about a person with the same cause. */
export interface LettersAbout {
  name: FunctionName
  code: string
  cause: string
  letters: number
  oldest: Instant
}

/** The dead letters about a person, and the queues with more letters than were read. */
export interface AboutPerson {
  found: readonly LettersAbout[]
  onlyBegun: readonly FunctionName[]
}

/** Searches one queue. Its letters can be received again as soon as that is done. */
const lookInto = (deps: OperatorDeps, name: FunctionName, id: LearnerId): Promise<AboutPerson> =>
  withOpened(deps, name, looked, async ({ letters, more }) => {
    const own = letters.filter(({ payload }) => JSON.stringify(payload)?.includes(id))
    const found = byCause(own).map(group => ({ ...group, name, letters: group.letters.length }))
    return { found, onlyBegun: more ? [name] : [] }
  })

/** Finds dead letters with a person's random id: events, their emails, stream records. */
export async function deadLettersAbout(deps: OperatorDeps, id: LearnerId): Promise<AboutPerson> {
  const waiting = (await deps.deadLetters.counts()).filter(queue => queue.waiting > 0)
  const all = await Promise.all(waiting.map(({ name }) => lookInto(deps, name, id)))
  return {
    found: all.flatMap(({ found }) => found),
    onlyBegun: all.flatMap(({ onlyBegun }) => onlyBegun),
  }
}

/** A description of each cause, and the command that shows its letters. */
export const aboutWords = (
  { name, cause, code, letters, oldest }: LettersAbout,
  system: string,
  time: Style['time'],
): { words: string; command: string } => ({
  words: `${counted(letters, 'dead letter')} of ${name}, since ${time(oldest)}: ${cause}`,
  command: commandLine(system, 'dead-letters', 'show', name, '--cause', code),
})

/** Says that a queue has more letters than were read. */
export const onlyBegunWords = (name: FunctionName): string =>
  `${name} has more than ${counted(looked, 'dead letter')}: whether one of the others is about them was not looked at.`

/** The dead letters about a person, for a terminal; no lines if there are none. */
export function aboutLines(
  { found, onlyBegun }: AboutPerson,
  system: string,
  style: Style,
  time = style.time,
): string[] {
  if (found.length + onlyBegun.length === 0) return []
  const lines = found.flatMap(one => {
    const { words, command } = aboutWords(one, system, time)
    return [`  ${words}`, `    ${command}`]
  })
  return [
    style.heading('What could not be taken in about them'),
    ...lines,
    ...onlyBegun.map(name => `  ${onlyBegunWords(name)}`),
    '',
  ]
}
