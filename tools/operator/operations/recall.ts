import type { Instant } from '../../../shared/domain/ids.ts'
import type { Journey } from '../../../shared/domain/journey.ts'
import { journeyStore } from '../../../shared/store/journeys.ts'
import { formatNumber } from '../command/format.ts'
import { columns } from '../command/lines.ts'
import type { Style } from '../command/style.ts'
import { checkModule, currentJourney } from '../current-journey.ts'
import { setHold } from '../holds/set-hold.ts'
import { type WhoHas, whoHas } from '../holds/who-has.ts'
import { scanCost, scanCostInWords } from '../scan-cost.ts'
import { argument, flag, option, text } from './input.ts'
import { change, reading } from './operation.ts'
import type { Outcome } from './outcome.ts'
import type { Session } from './session.ts'
import { moment } from './values.ts'

const journeyAndModule = {
  journey: argument('<journey>', '', text),
  module: argument('<module>', '', text),
  since: option(
    '--since <moment>',
    'emails before this do not count; the last publication if absent',
    moment,
  ),
}

interface Named {
  journey: string
  module: string
  since: Instant | undefined
}

const onTheCommandLine = {
  absent:
    'The page of what is held back has the command line: who has a module is a list for a terminal or a file.',
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
  return [
    ...columns(
      rows.map(([words, people]) => [words, formatNumber(people)]),
      style.width,
    ),
    ...unreadable,
  ]
}

/** Since the version that is current went out, where the operator names no moment. */
async function lookUpWhoHas(
  session: Session,
  journey: Journey,
  { module: moduleId, since }: Named,
): Promise<Outcome> {
  const deps = await session.open()
  const from = since ?? (await journeyStore(deps.table).current(journey.id))?.publishedAt ?? 0
  session.says(scanCostInWords(await scanCost(deps.table)))
  const who = await whoHas(deps, { journey, moduleId, since: from }, people =>
    session.progress({ done: people, unit: 'people' }),
  )
  return { value: who, lines: style => whoLines(who, style) }
}

async function journeyOf(
  { open }: Session,
  { journey: id, module }: Named,
  isLifted = false,
): Promise<Journey> {
  const journey = await currentJourney(await open(), id)
  // One that is lifted may be gone: leaving it out is a way of mending it.
  if (!isLifted) checkModule(journey, module)
  return journey
}

/** Shows who has a module, and who has not. */
export const recallShow = reading({
  name: 'recall show',
  command: 'recall',
  chosenBy: ['show'],
  summary: 'only show who has it',
  examples: ['recall shiftworks trust --stage prod --show --json > who-has-it.json'],
  does: 'reads',
  inputs: {
    ...journeyAndModule,
    show: flag('--show', 'only show who has it'),
    lift: flag('--lift', 'let the module go again'),
  },
  console: onTheCommandLine,
  run: async (session, input) => lookUpWhoHas(session, await journeyOf(session, input, input.lift), input),
})

const recalling = (recalled: boolean) => ({
  does: 'changes' as const,
  console: onTheCommandLine,
  async ask(session: Session, input: Named) {
    await journeyOf(session, input, !recalled)
    const { stage } = await session.open()
    return {
      question: `${recalled ? 'Recall' : 'Lift the recall of'} module ${input.module} of ${input.journey} on ${stage}?`,
      effects: [
        recalled
          ? 'Within a minute no email about it goes out. Everything else goes on.'
          : 'Who waits for it gets it within the hour, or at their next preferred time.',
      ],
      button: recalled ? 'Recall it' : 'Lift the recall',
    }
  },
  async run(session: Session & { why: string }, input: Named): Promise<Outcome> {
    const journey = await journeyOf(session, input, !recalled)
    const scope = { is: 'module', journeyId: journey.id, moduleId: input.module } as const
    const { changed } = await setHold(await session.open(), { scope, paused: recalled, why: session.why })
    const who = await lookUpWhoHas(session, journey, input)
    const effect = effectOf(`module ${input.module} of ${journey.id}`, recalled, changed)
    return {
      value: { recalled, changed, who: who.value },
      lines: style => [effect, '', ...who.lines(style)],
    }
  },
})

function effectOf(module: string, recalled: boolean, changed: boolean): string {
  const already = changed ? '' : ' already'
  return recalled
    ? `${module} is recalled${already}: within a minute no email about it goes out.`
    : `${module} is not recalled${already && ' any more'}: who waits for it gets it within the hour, or at their next preferred time.`
}

/** Stops a module that is going out, and shows who has it and who has not. */
export const recall = change({
  name: 'recall',
  summary: 'stop a module that is going out, and show who has it and who has not',
  help: `No email about the module goes out from within a minute on. Everything else goes on: nobody moves past the module, and
who waits for it is looked at again every hour, at times that they like. Mend the module, publish it, then lift the
recall. What SES has already taken cannot be called back; the list says who has it.`,
  examples: ['recall shiftworks trust --stage prod --reason "wrong telephone number"'],
  inputs: journeyAndModule,
  ...recalling(true),
})

/** Lets a module go again. */
export const recallLift = change({
  name: 'recall --lift',
  command: 'recall',
  chosenBy: ['lift'],
  summary: 'let the module go again',
  examples: ['recall shiftworks trust --stage prod --lift --reason "version 8 is mended"'],
  inputs: { ...journeyAndModule, lift: flag('--lift', 'let the module go again') },
  ...recalling(false),
})
