import type { FunctionName } from '../../../shared/contracts/functions.ts'
import { audited } from '../audited.ts'
import type { OperatorDeps } from '../deps.ts'
import { pacer } from '../pacer.ts'
import type { DeadLetter } from './dead-letter.ts'

/** The result of a redrive. */
export interface Redriven {
  name: FunctionName
  redriven: number
  /** Letters still in the queue, by reason. */
  left: readonly { why: string; letters: number }[]
}

/** Options of a redrive. */
export interface RedriveOptions {
  why: string
  perSecond: number
  /** Called after each letter. */
  progress: (done: number) => void
  /** Called before each letter. */
  stopped: () => boolean | Promise<boolean>
}

/**
 * Redrives one letter.
 * @returns why it could not be; undefined if it was.
 */
async function handOn(
  deps: OperatorDeps,
  name: FunctionName,
  { raw, way }: DeadLetter,
): Promise<string | undefined> {
  switch (way.is) {
    case 'invoke':
      for (const event of way.events) await deps.functions.invoke(name, event)
      return undefined
    case 'send-back':
      await deps.deadLetters.sendBack(name, raw)
      return undefined
    case 'none':
      return way.why
  }
}

/**
 * Redrives letters one after the other, and removes each afterwards. Safe to repeat, because every reaction is
 * idempotent. A function that fails again adds the letter anew.
 * @param gone called for each letter that is removed.
 */
export async function redrive(
  deps: OperatorDeps,
  name: FunctionName,
  letters: readonly DeadLetter[],
  { why, perSecond, progress, stopped }: RedriveOptions,
  gone: (letter: DeadLetter) => void,
): Promise<Redriven> {
  const about = { queue: name, letters: letters.length }
  return audited(deps, { what: 'dead-letters redrive', about, why }, async () => {
    const turn = pacer(deps.clock, perSecond)
    const left = new Map<string, number>()
    let redriven = 0
    let wasStopped = false
    for (const letter of letters) {
      await turn()
      wasStopped = await stopped()
      if (wasStopped) break
      const whyNot = await handOn(deps, name, letter)
      if (whyNot === undefined) {
        await deps.deadLetters.remove(name, [letter.raw])
        gone(letter)
        redriven += 1
      } else left.set(whyNot, (left.get(whyNot) ?? 0) + 1)
      progress(redriven)
    }
    const value = {
      name,
      redriven,
      left: [...left].map(([whyLeft, count]) => ({ why: whyLeft, letters: count })),
    }
    return { value, result: { redriven, stopped: wasStopped } }
  })
}

/** Only letters that came from a queue can be moved back by SQS itself. */
export const isMovedBySqs = (name: FunctionName): boolean => name === 'ses-feedback'

/**
 * Lets SQS move a whole queue back.
 * @returns undefined if it cannot; nothing was moved then.
 */
export async function moveAllBack(
  deps: OperatorDeps,
  name: FunctionName,
  why: string,
  perSecond: number,
): Promise<Redriven | undefined> {
  return audited(
    deps,
    { what: 'dead-letters redrive', about: { queue: name, letters: 'all' }, why },
    async () => {
      const moved = await deps.deadLetters.moveBack(name, perSecond)
      const value = moved === undefined ? undefined : { name, redriven: moved, left: [] }
      return { value, result: moved === undefined ? { moved: false } : { redriven: moved } }
    },
  )
}
