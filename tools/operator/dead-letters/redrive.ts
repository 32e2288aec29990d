import type { FunctionName } from '../../../shared/contracts/functions.ts'
import { audited } from '../audited.ts'
import type { OperatorDeps } from '../deps.ts'
import { pacer } from '../pacer.ts'
import type { DeadLetter } from './dead-letter.ts'

/** What became of letters that were to get another chance. */
export interface Redriven {
  name: FunctionName
  redriven: number
  /** Still in the queue, each cause with how many. */
  left: readonly { why: string; letters: number }[]
}

/** How it is done. */
export interface RedriveOptions {
  why: string
  perSecond: number
  /** Told after each letter. */
  progress: (done: number) => void
  /** Asked before each letter. */
  stopped: () => boolean | Promise<boolean>
}

/** Hands one letter on. @returns why it could not be; undefined when it was. */
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
 * Gives letters another chance, one after the other; each is removed once it is handed on. Doing so twice is safe,
 * because every reaction is idempotent. A function that fails again puts the letter back, as a new one.
 * @param gone told of each letter that is not in the queue any more.
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

/** SQS moves what came from a queue by itself; the letters of other functions never were in one. */
export const isMovedBySqs = (name: FunctionName): boolean => name === 'ses-feedback'

/** Has SQS move a whole queue back by itself. @returns undefined where it cannot, and nothing was moved. */
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
