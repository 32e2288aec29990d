import type { FunctionName } from '../../../shared/contracts/functions.ts'
import { audited } from '../audited.ts'
import { counted } from '../command/format.ts'
import type { DeadLetter } from '../dead-letters/dead-letter.ts'
import { byCause, chosen, withOpened } from '../dead-letters/opened.ts'
import type { OperatorDeps } from '../deps.ts'
import { lettersInWords } from './dead-letters-redrive.ts'
import { everything, which } from './dead-letters-show.ts'
import { change } from './operation.ts'

/** The result of discarding letters. */
interface Discarded {
  name: FunctionName
  discarded: number
}

/** Deletes letters for good. Their work is not done, unless a safety net does it. */
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

/** Deletes dead letters for good. */
export const deadLettersDiscard = change({
  name: 'dead-letters discard',
  summary: 'throw letters away for good',
  examples: ['dead-letters discard deliver-due --reason "old ticks" --stage prod'],
  does: 'changes',
  isForEver: true,
  inputs: which(everything),
  console: {
    forms: [
      {
        at: '/dead-letters/{name}/discard',
        section: 'Dead letters',
        back: { path: '/dead-letters', words: 'All dead letters' },
      },
    ],
  },
  ask: (_, { name, cause }) => ({
    question: `Throw ${lettersInWords(cause)} of ${name} away?`,
    effects: [
      'What they asked for does not happen, unless a safety net sees to it.',
      'This cannot be undone.',
    ],
    button: 'Throw them away',
  }),
  asksAfterLook: true,
  async run({ open, why, agree }, { name, ...wish }) {
    const deps = await open()
    return withOpened(deps, name, wish.most, async (opened, gone) => {
      const letters = chosen(opened, wish)
      const many = counted(letters.length, 'letter')
      await agree(`Throw ${many} of ${name} away for good?`)
      const value = await discard(deps, name, letters, why, gone)
      return {
        value,
        lines: () => [`${many} of ${name} thrown away.`],
        title: `Dead letters of ${name}`,
        blocks: [`${many} thrown away.`],
      }
    })
  },
})
