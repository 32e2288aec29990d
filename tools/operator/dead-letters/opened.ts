import type { FunctionName } from '../../../shared/contracts/functions.ts'
import type { Instant } from '../../../shared/domain/ids.ts'
import type { OperatorDeps } from '../deps.ts'
import { OperatorProblem } from '../problem.ts'
import { type DeadLetter, readDeadLetter } from './dead-letter.ts'

/** How long letters stay invisible to others while they are looked at, in seconds. */
const hiddenSeconds = 15 * 60

/** Letters with one cause. */
export interface CauseGroup {
  code: string
  cause: string
  letters: readonly DeadLetter[]
  oldest: Instant
}

/** The letters of a queue, invisible to others until they are released or removed. */
export interface Opened {
  name: FunctionName
  letters: readonly DeadLetter[]
  /** Whether the queue may have more letters. */
  more: boolean
}

/**
 * Takes letters, each once.
 * @param most how many to take.
 */
async function openQueue({ deadLetters }: OperatorDeps, name: FunctionName, most: number): Promise<Opened> {
  const letters = new Map<string, DeadLetter>()
  for (;;) {
    const taken = await deadLetters.take(name, hiddenSeconds)
    if (taken.length === 0) return { name, letters: [...letters.values()], more: false }
    for (const raw of taken) letters.set(raw.id, readDeadLetter(name, raw))
    if (letters.size >= most) return { name, letters: [...letters.values()], more: true }
  }
}

/** Takes letters, works on them, and releases those that were not removed. */
export async function withOpened<T>(
  deps: OperatorDeps,
  name: FunctionName,
  most: number,
  work: (opened: Opened, gone: (letter: DeadLetter) => void) => Promise<T>,
): Promise<T> {
  const opened = await openQueue(deps, name, most)
  const there = new Set(opened.letters)
  try {
    return await work(opened, letter => there.delete(letter))
  } finally {
    await deps.deadLetters.release(
      name,
      [...there].map(({ raw }) => raw),
    )
  }
}

/** Letters by cause, the most frequent first. */
export function byCause(letters: readonly DeadLetter[]): CauseGroup[] {
  const groups = [...Map.groupBy(letters, ({ code }) => code)].map(([code, all]) => ({
    code,
    cause: all[0]?.cause ?? '',
    letters: all,
    oldest: Math.min(...all.map(({ raw }) => raw.sentAt)),
  }))
  return groups.sort((a, b) => b.letters.length - a.letters.length)
}

/** Selects letters of a queue. */
export interface Which {
  /** The code of a cause; absent: all causes. */
  cause?: string | undefined
  most: number
}

/**
 * Returns the chosen letters.
 * @throws OperatorProblem if no letter has that cause
 */
export function chosen({ name, letters }: Opened, { cause, most }: Which): DeadLetter[] {
  const ofCause = letters.filter(({ code }) => cause === undefined || code === cause)
  if (ofCause.length > 0) return ofCause.slice(0, most)
  if (cause === undefined) throw new OperatorProblem(`There are no dead letters of ${name}.`)
  const codes = byCause(letters).map(({ code }) => code)
  throw new OperatorProblem(
    `No dead letter of ${name} has the cause "${cause}". There are: ${codes.join(', ') || 'no letters at all'}.`,
  )
}
