import type { FunctionName } from '../../../shared/contracts/functions.ts'
import { audited } from '../audited.ts'
import type { OperatorDeps } from '../deps.ts'
import type { DeadLetter } from './dead-letter.ts'
import { byCause } from './opened.ts'

/** Letters that were thrown away. */
export interface Discarded {
  name: FunctionName
  discarded: number
}

/** Throws letters away for good. What they asked for does not happen, unless a safety net sees to it. */
export async function discard(
  deps: OperatorDeps,
  name: FunctionName,
  letters: readonly DeadLetter[],
  why: string,
  gone: (letter: DeadLetter) => void,
): Promise<Discarded> {
  const causes = byCause(letters).map(group => group.code)
  const about = { queue: name, letters: letters.length, causes: causes.join(' ') }
  return audited(deps, { what: 'dead-letters discard', about, why }, async () => {
    for (let at = 0; at < letters.length; at += 10) {
      const some = letters.slice(at, at + 10)
      await deps.deadLetters.remove(
        name,
        some.map(({ raw }) => raw),
      )
      for (const letter of some) gone(letter)
    }
    return { value: { name, discarded: letters.length }, result: { discarded: letters.length } }
  })
}
