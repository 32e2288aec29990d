import { Argument, type Command } from 'commander'
import { type FunctionName, functionNames } from '../../../shared/contracts/functions.ts'
import { wholeNumber } from '../command/arguments.ts'
import { counted } from '../command/format.ts'
import { commandLine } from '../command/place.ts'
import { progressLine } from '../command/progress.ts'
import {
  action,
  agree,
  type Changing,
  type CliContext,
  changing,
  type Run,
  reasonOf,
} from '../command/run.ts'
import type { Shown } from '../command/shown.ts'
import { exitCodes } from '../problem.ts'
import { discard } from './discard.ts'
import { byCause, chosen, type Which, withOpened } from './opened.ts'
import { isMovedBySqs, moveAllBack, type Redriven, redrive } from './redrive.ts'
import { groupLines, type ListedQueue, listLines, redrivenLines, shownGroup } from './words.ts'

const examples = `
Examples:
  npm run operator -- dead-letters list --stage prod
  npm run operator -- dead-letters show start-journey --stage prod
  npm run operator -- dead-letters redrive start-journey --cause 3fa9c1 --rate 5 --reason "fixed in 1.4.2" --stage prod
  npm run operator -- dead-letters discard deliver-due --reason "old ticks" --stage prod`

/** How many letters a list looks into to name their causes. */
const looked = 100

async function list({ deps }: Run): Promise<Shown> {
  const counts = await deps.deadLetters.counts()
  const queues = await Promise.all(
    counts.map(async (count): Promise<ListedQueue> => {
      if (count.waiting === 0) return { ...count, causes: [] }
      return withOpened(deps, count.name, looked, async ({ letters }) => ({
        ...count,
        waiting: Math.max(count.waiting, letters.length),
        causes: byCause(letters).map(({ code, cause, letters: all }) => ({
          code,
          cause,
          letters: all.length,
        })),
      }))
    }),
  )
  const trouble = queues.some(({ waiting }) => waiting > 0)
  const exitCode = trouble ? exitCodes.trouble : exitCodes.ok
  return { value: queues, lines: style => listLines(queues, style), exitCode }
}

async function show(run: Run<Which & { unmask?: boolean }>, name: FunctionName): Promise<Shown> {
  const { deps, options } = run
  return withOpened(deps, name, options.most, async ({ letters }) => {
    const { cause, unmask = false } = options
    const groups = byCause(letters.filter(({ code }) => cause === undefined || code === cause))
    const value = groups.map(group => shownGroup(group, unmask))
    const next = (code: string) =>
      commandLine(deps.stage, `dead-letters redrive ${name} --cause ${code} --reason "…"`)
    return { value, lines: style => groupLines(value, style, next) }
  })
}

type RedriveRun = Run<Changing & Which & { rate: number }>

async function redriveChosen(run: RedriveRun, name: FunctionName, why: string): Promise<Redriven> {
  const { deps, io, options } = run
  return withOpened(deps, name, options.most, async (opened, gone) => {
    const letters = chosen(opened, options)
    await agree(run, `Redrive ${counted(letters.length, 'letter')} of ${name}, at ${options.rate} a second?`)
    const line = progressLine(io)
    let interrupted = false
    const forget = io.onInterrupt(() => {
      interrupted = true
    })
    const progress = (done: number) => line.show({ done, of: letters.length, unit: 'letters' })
    const how = { why, perSecond: options.rate, progress, stopped: () => interrupted }
    try {
      return await redrive(deps, name, letters, how, gone)
    } finally {
      forget()
      line.end()
    }
  })
}

async function redriveCommand(run: RedriveRun, name: FunctionName): Promise<Shown> {
  const { deps, options } = run
  const why = reasonOf(run.options)
  const shown = (redriven: Redriven): Shown => ({
    value: redriven,
    lines: () => redrivenLines(redriven),
    exitCode: redriven.left.length > 0 ? exitCodes.trouble : exitCodes.ok,
  })
  if (isMovedBySqs(name) && options.cause === undefined && options.most === everything) {
    await agree(run, `Have SQS move all dead letters of ${name} back, at ${options.rate} a second?`)
    const moved = await moveAllBack(deps, name, why, options.rate)
    if (moved) return shown(moved)
  }
  return shown(await redriveChosen(run, name, why))
}

async function discardCommand(run: Run<Changing & Which>, name: FunctionName): Promise<Shown> {
  const { deps, options } = run
  const why = reasonOf(options)
  return withOpened(deps, name, options.most, async (opened, gone) => {
    const letters = chosen(opened, options)
    await agree(run, `Throw ${counted(letters.length, 'letter')} of ${name} away for good?`)
    const discarded = await discard(deps, name, letters, why, gone)
    return { value: discarded, lines: () => [`${counted(letters.length, 'letter')} of ${name} thrown away.`] }
  })
}

/** More letters than anybody works on in one go: what is beyond waits for the next. */
const everything = 100_000

const queue = () => new Argument('<name>', 'the function they were for').choices(functionNames)

const which = (command: Command, most: number): Command =>
  command
    .addArgument(queue())
    .option('--cause <code>', 'only letters of this cause, as list and show name it')
    .option('--most <number>', 'no more than so many', wholeNumber, most)

/** `operator dead-letters`: what could not be taken in, why, and its second chance. */
export function addDeadLetters(program: Command, context: CliContext): void {
  const letters = program
    .command('dead-letters')
    .description('what failed and why; give it another chance, or throw it away')
    .addHelpText('afterAll', examples)
  letters.command('list').description('how many of each function, by cause').action(action(context, list))
  which(letters.command('show'), 1000)
    .description('the causes, each with a letter whole')
    .option('--unmask', 'show personal data too')
    .action(action(context, show))
  changing(which(letters.command('redrive'), everything))
    .description('give letters another chance')
    .option('--rate <number>', 'letters a second', wholeNumber, 10)
    .action(action(context, redriveCommand))
  changing(which(letters.command('discard'), everything))
    .description('throw letters away for good')
    .action(action(context, discardCommand))
}
