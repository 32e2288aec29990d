import type { FunctionName } from '../../../shared/contracts/functions.ts'
import type { Instant, LearnerId } from '../../../shared/domain/ids.ts'
import { counted } from '../command/format.ts'
import { commandLine } from '../command/place.ts'
import type { Style } from '../command/style.ts'
import type { OperatorDeps } from '../deps.ts'
import { byCause, withOpened } from './opened.ts'

/** So many letters of a queue are looked into: whoever looks for one person does not wait for all of a broken night. */
const looked = 1000

/** Dead letters of one cause that are about a person. */
export interface LettersAbout {
  name: FunctionName
  code: string
  cause: string
  letters: number
  oldest: Instant
}

/** The dead letters about a person, and the queues that hold more than was looked into. */
export interface AboutPerson {
  found: readonly LettersAbout[]
  onlyBegun: readonly FunctionName[]
}

/** Looks into one queue. Its letters can be taken again as soon as that is done. */
const lookInto = (deps: OperatorDeps, name: FunctionName, id: LearnerId): Promise<AboutPerson> =>
  withOpened(deps, name, looked, async ({ letters, more }) => {
    const own = letters.filter(({ payload }) => JSON.stringify(payload)?.includes(id))
    const found = byCause(own).map(group => ({ ...group, name, letters: group.letters.length }))
    return { found, onlyBegun: more ? [name] : [] }
  })

/** Finds dead letters that name somebody by their random id: events, emails of theirs, rows of the stream. */
export async function deadLettersAbout(deps: OperatorDeps, id: LearnerId): Promise<AboutPerson> {
  const waiting = (await deps.deadLetters.counts()).filter(queue => queue.waiting > 0)
  const all = await Promise.all(waiting.map(({ name }) => lookInto(deps, name, id)))
  return {
    found: all.flatMap(({ found }) => found),
    onlyBegun: all.flatMap(({ onlyBegun }) => onlyBegun),
  }
}

/** What there is to know of each, and the command that shows it. */
export const aboutWords = (
  { name, cause, code, letters, oldest }: LettersAbout,
  system: string,
  time: Style['time'],
): { words: string; command: string } => ({
  words: `${counted(letters, 'dead letter')} of ${name}, since ${time(oldest)}: ${cause}`,
  command: commandLine(system, 'dead-letters', 'show', name, '--cause', code),
})

/** That a queue holds more than was looked into. */
export const onlyBegunWords = (name: FunctionName): string =>
  `${name} has more than ${counted(looked, 'dead letter')}: whether one of the others is about them was not looked at.`

/** Dead letters about a person, for a terminal; no line where there are none. */
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
