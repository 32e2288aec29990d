import type { Command } from 'commander'
import type { Instant } from '../../../shared/domain/ids.ts'
import type { Journey } from '../../../shared/domain/journey.ts'
import { journeyStore } from '../../../shared/store/journeys.ts'
import { formatNumber } from '../command/format.ts'
import { moment } from '../command/moment.ts'
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
import { columns, type Style } from '../command/style.ts'
import { checkModule, currentJourney } from '../current-journey.ts'
import type { OperatorDeps } from '../deps.ts'
import { setHold } from '../holds/set-hold.ts'
import { scanCost, scanCostInWords } from '../scan-cost.ts'
import { type Recalled, type WhoHas, whoHas } from './who-has.ts'

interface Options extends Changing {
  lift?: boolean
  show?: boolean
  since?: Instant
}

const examples = `
No email about the module goes out from within a minute on. Everything else goes on: nobody moves past the module, and
who waits for it is looked at again every hour, at times that they like. Mend the module, publish it, then lift the
recall. What SES has already taken cannot be called back; the list says who has it.

Examples:
  npm run operator -- recall shiftworks trust --stage prod --reason "wrong telephone number"
  npm run operator -- recall shiftworks trust --stage prod --show --json > who-has-it.json
  npm run operator -- recall shiftworks trust --stage prod --lift --reason "version 8 is mended"`

/** Since the version that is current went out, where the operator names no moment. */
async function sinceOf(deps: OperatorDeps, { id }: Journey, { since }: Options): Promise<Instant> {
  return since ?? (await journeyStore(deps.table).current(id))?.publishedAt ?? 0
}

async function look({ deps, io }: Run<Options>, recalled: Recalled): Promise<WhoHas> {
  io.err(`${scanCostInWords(await scanCost(deps.table))}\n`)
  const line = progressLine(io)
  const who = await whoHas(deps, recalled, people => line.show({ done: people, unit: 'people' }))
  line.end()
  return who
}

function whoLines(who: WhoHas, style: Style): string[] {
  const rows: [string, number][] = [
    [`have it, since ${style.time(who.since)}`, who.has.length],
    ['on its way, or of unknown outcome', who.onItsWay.length],
    ['had it before, and not again', who.hadBefore],
    ['wait for it', who.next.length],
    ['are further back', who.later],
  ]
  const unreadable = who.unreadable.map(id => `The rows of ${id} cannot be read: see operator reconcile.`)
  return [...columns(rows.map(([words, people]) => [words, formatNumber(people)])), ...unreadable]
}

async function show(run: Run<Options>, journey: Journey, moduleId: string): Promise<Shown> {
  const since = await sinceOf(run.deps, journey, run.options)
  const who = await look(run, { journey, moduleId, since })
  return { value: who, lines: style => whoLines(who, style) }
}

async function change(run: Run<Options>, journey: Journey, moduleId: string): Promise<Shown> {
  const { deps, options } = run
  const recalled = options.lift !== true
  const why = reasonOf(options)
  const module = `module ${moduleId} of ${journey.id}`
  await agree(run, `${recalled ? 'Recall' : 'Lift the recall of'} ${module} on ${deps.stage}?`)
  const scope = { is: 'module', journeyId: journey.id, moduleId } as const
  const { changed } = await setHold(deps, { scope, paused: recalled, why })
  const already = changed ? '' : ' already'
  const effect = recalled
    ? `${module} is recalled${already}: within a minute no email about it goes out.`
    : `${module} is not recalled${already && ' any more'}: who waits for it gets it within the hour, or at their next preferred time.`
  const shown = await show(run, journey, moduleId)
  return {
    value: { recalled, changed, who: shown.value },
    lines: style => [effect, '', ...shown.lines(style)],
  }
}

/** `operator recall`: stops a module that is going out, and shows who has it and who has not. */
export function addRecall(program: Command, context: CliContext): void {
  changing(program.command('recall'))
    .description('stop a module that is going out, and show who has it and who has not')
    .argument('<journey>')
    .argument('<module>')
    .option('--lift', 'let the module go again')
    .option('--show', 'only show who has it')
    .option('--since <moment>', 'emails before this do not count; the last publication if absent', moment)
    .addHelpText('after', examples)
    .action(
      action<Options, [string, string]>(context, async (run, journeyId, moduleId) => {
        const journey = await currentJourney(run.deps, journeyId)
        // One that is lifted may be gone: leaving it out is a way of mending it.
        if (!run.options.lift) checkModule(journey, moduleId)
        return run.options.show ? show(run, journey, moduleId) : change(run, journey, moduleId)
      }),
    )
}
