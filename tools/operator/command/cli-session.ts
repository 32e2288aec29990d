import type { ChangeSession } from '../operations/session.ts'
import { OperatorProblem } from '../problem.ts'
import type { Opening } from './cli-context.ts'
import type { Io } from './io.ts'
import { wrapText } from './lines.ts'
import { progressLine } from './progress.ts'
import { styleFor } from './style.ts'

/** What a terminal says behind a question, such as which answers there are, takes so many columns. */
const answers = 12

/** What is said with every command that changes something. */
interface Said {
  why: string
  yes: boolean
}

/** Asks before something is changed. @throws OperatorProblem after a no, or when nobody is there to ask. */
async function agree(io: Io, yes: boolean, question: string): Promise<void> {
  if (yes) return
  if (!io.interactive)
    throw new OperatorProblem(`${question} Nobody is there to ask: say --yes if that is what you want.`)
  if (!(await io.ask(wrapText(question, io.width - answers))))
    throw new OperatorProblem('Nothing was changed.')
}

/** Whether Ctrl-C was pressed, and meant; where nobody can be asked, it is. */
function interruption(io: Io, before: () => void, question: string | undefined) {
  let pressed = false
  const release = io.onInterrupt(() => {
    pressed = true
  })
  const wantsToStop = async () => {
    if (!pressed || question === undefined || !io.interactive) return pressed
    pressed = false
    before()
    return io.ask(wrapText(question, io.width - answers))
  }
  return { wantsToStop, release }
}

/** Until Ctrl-C. */
const interrupted = (io: Io): Promise<void> =>
  new Promise(resolve => {
    const forget = io.onInterrupt(() => {
      forget()
      resolve()
    })
  })

/** A run of an operation at a terminal. */
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
