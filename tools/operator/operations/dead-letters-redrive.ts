import { counted } from '../command/format.ts'
import { redrivenLines } from '../dead-letters/dead-letters-in-words.ts'
import { chosen, type Which, withOpened } from '../dead-letters/opened.ts'
import { isMovedBySqs, moveAllBack, type Redriven, redrive } from '../dead-letters/redrive.ts'
import { exitCodes } from '../problem.ts'
import { everything, which } from './dead-letters-show.ts'
import { optionWithUsual } from './input.ts'
import { change } from './operation.ts'
import type { ChangeSession } from './session.ts'
import { wholeNumber } from './values.ts'

type RedriveRequest = Which & { name: Redriven['name']; rate: number }

async function redriveChosen(
  session: ChangeSession,
  { name, rate, ...request }: RedriveRequest,
): Promise<Redriven> {
  const deps = await session.open()
  return withOpened(deps, name, request.most, async (opened, gone) => {
    const letters = chosen(opened, request)
    await session.agree(`Redrive ${counted(letters.length, 'letter')} of ${name}, at ${rate} a second?`)
    return session.stoppable(wantsToStop => {
      const progress = (done: number) => session.progress({ done, of: letters.length, unit: 'letters' })
      const how = { why: session.why, perSecond: rate, progress, stopped: wantsToStop }
      return redrive(deps, name, letters, how, gone)
    })
  })
}

/** Lets SQS move a whole queue, if it can. */
async function moveAll(
  session: ChangeSession,
  { name, cause, most, rate }: RedriveRequest,
): Promise<Redriven | undefined> {
  if (!isMovedBySqs(name) || cause !== undefined || most !== everything) return undefined
  const deps = await session.open()
  await session.agree(`Have SQS move all dead letters of ${name} back, at ${rate} a second?`)
  return moveAllBack(deps, name, session.why, rate)
}

/** Names the letters of one cause, or all. */
export const lettersInWords = (cause: string | undefined): string =>
  cause === undefined ? 'all dead letters' : `the dead letters of cause ${cause}`

/** Processes dead letters again. */
export const deadLettersRedrive = change({
  name: 'dead-letters redrive',
  summary: 'give dead letters another chance',
  examples: [
    'dead-letters redrive start-journey --cause 3fa9c1 --rate 5 --reason "fixed in 1.4.2" --stage prod',
  ],
  does: 'changes',
  canStop: true,
  inputs: {
    ...which(everything),
    rate: {
      ...optionWithUsual('--rate <number>', 'letters a second', wholeNumber, 10),
      field: { label: 'Letters a second' },
    },
  },
  console: {
    forms: [
      {
        at: '/dead-letters/{name}/redrive',
        section: 'Dead letters',
        back: { path: '/dead-letters', words: 'All dead letters' },
      },
    ],
  },
  ask: (_, { name, cause }) => ({
    question: `Redrive ${lettersInWords(cause)} of ${name}?`,
    effects: [
      `Each gets another chance: ${name} is handed what it failed at.`,
      'Doing so twice is safe. What fails again comes back here within minutes.',
    ],
    button: 'Redrive them',
  }),
  asksAfterLook: true,
  async run(session, input) {
    const redriven = (await moveAll(session, input)) ?? (await redriveChosen(session, input))
    return {
      value: redriven,
      lines: () => redrivenLines(redriven),
      exitCode: redriven.left.length > 0 ? exitCodes.trouble : exitCodes.ok,
      title: `Dead letters of ${input.name}`,
    }
  },
})
