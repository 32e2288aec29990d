import type { ChangeSession } from '../operations/session.ts'
import { OperatorProblem } from '../problem.ts'
import type { Opening } from './cli-context.ts'
import type { Io } from './io.ts'
import { wrapText } from './lines.ts'
import { progressLine } from './progress.ts'
import { styleFor } from './style.ts'

/** The columns that a terminal needs after a question, for the possible answers. */
const answers = 12

/** The options of every command that changes something. */
interface Said {
  why: string
  yes: boolean
}

/**
 * Asks before a change.
 * @throws OperatorProblem after a no, or if nobody can answer.
 */
async function agree(io: Io, yes: boolean, question: string): Promise<void> {
  if (yes) return
  if (!io.interactive)
    throw new OperatorProblem(`${question} Nobody is there to ask: say --yes if that is what you want.`)
  if (!(await io.ask(wrapText(question, io.width - answers))))
    throw new OperatorProblem('Nothing was changed.')
}

/** Whether Ctrl-C was pressed and confirmed. If nobody can be asked, it counts as confirmed. */
function interruption(io: Io, before: () => void, question: string | undefined) {
  let pressed = false
  const release = io.onInterrupt(() => {
    pressed = true
  })
  const wantsToStop = async () => {
    if (!pressed || question === undefined || !io.interactive) return pressed
    pressed = false
    before()
    return io.ask(wrapText(question, io.width - answers), true)
  }
  return { wantsToStop, release }
}

/** Resolves at Ctrl-C. */
const interrupted = (io: Io): Promise<void> =>
  new Promise(resolve => {
    const forget = io.onInterrupt(() => {
      forget()
      resolve()
    })
  })

/** The session of an operation at a terminal. */
export function cliSession<Deps>(
  io: Io,
  { open: openSystem, isSteady, asSentFrom }: Opening<Deps>,
  { why, yes }: Said,
  screen: Io = io,
): ChangeSession<Deps> & { end(): void } {
  const line = progressLine(screen)
  let opened: ReturnType<typeof openSystem> | undefined
  const open = () => {
    opened ??= openSystem()
    return opened
  }
  return {
    open,
    ...(asSentFrom && { asSentFrom }),
    terminal: { openAnew: isSteady ? open : openSystem, zone: io.zone, interrupted: () => interrupted(io) },
    why,
    style: styleFor(false, io.zone, io.width),
    progress: line.show,
    says(words) {
      line.end()
      io.err(`${wrapText(words, io.width)}\n`)
    },
    agree(question) {
      line.end()
      return agree(io, yes, question)
    },
    async stoppable(work, question) {
      const { wantsToStop, release } = interruption(io, line.end, question)
      try {
        return await work(wantsToStop)
      } finally {
        release()
        line.end()
      }
    },
    end: line.end,
  }
}
