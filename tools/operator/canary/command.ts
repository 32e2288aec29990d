import { type Command, Option } from 'commander'
import { noticedWithin } from '../../../shared/application/journey-library.ts'
import { type Canary, canaryOf } from '../../../shared/domain/hold.ts'
import type { Journey } from '../../../shared/domain/journey.ts'
import { journeyStore } from '../../../shared/store/journeys.ts'
import { audited } from '../audited.ts'
import { wholeNumber } from '../command/arguments.ts'
import { counted } from '../command/format.ts'
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
import { currentJourney } from '../current-journey.ts'
import type { OperatorDeps } from '../deps.ts'
import { OperatorProblem } from '../problem.ts'
import { canaryWords } from './words.ts'

interface Options extends Changing {
  emails: number
  version?: number
  go?: boolean
  stop?: boolean
}

const examples = `
Say it before you publish: the journey rests until its next version is current, then that version's first emails go
out, and the journey rests again until you say --go or --stop. Look at these emails, at operator status (bounces,
breakers) and at what people answer. Nobody loses their place while the journey rests. --stop goes back to the version
before.

Counted are emails, not people: modules and reminders of the journey alike. As nobody gets more than one a day, the
emails of one day are as many people. With --version, the canary is about another version than the next: the one that
is current, or an earlier one that you are about to roll back to.

Examples:
  npm run operator -- canary shiftworks --emails 50 --stage prod --reason "version 8 is new"
  npm run operator -- journeys publish shiftworks --stage prod --reason "version 8 is new"
  npm run operator -- canary shiftworks --stage prod --go --reason "looks well"
  npm run operator -- canary shiftworks --version 6 --stage prod --reason "before going back to version 6"`

/** Which version a canary is about, and which one it came after. @throws OperatorProblem when there is none such. */
async function versionsOf(
  { table }: OperatorDeps,
  journey: Journey,
  wanted: number | undefined,
): Promise<Pick<Canary, 'version' | 'before'>> {
  const store = journeyStore(table)
  const { id, version: current } = journey
  const next = await store.nextVersion(id)
  const version = wanted ?? next
  if (version === current) return { version }
  if (version === next || (version < next && (await store.isWhole(id, version))))
    return { version, before: current }
  throw new OperatorProblem(
    `${id} has no version ${version}: the next one is ${next}. Those that there are: operator journeys versions ${id}.`,
  )
}

/** @throws OperatorProblem when the journey has a canary already. */
async function start(run: Run<Options>, journeyId: string): Promise<Shown> {
  const { deps, options } = run
  const journey = await currentJourney(deps, journeyId)
  const why = reasonOf(options)
  const { emails } = options
  const which = await versionsOf(deps, journey, options.version)
  await agree(
    run,
    `Let only the first ${counted(emails, 'email')} of ${journeyId} version ${which.version} out?`,
  )
  return audited(deps, { what: 'canary start', about: { journey: journeyId }, why }, async () => {
    const about = { ...which, emails, left: emails, since: deps.clock.now() }
    const who = await deps.who()
    const canary: Canary = { by: 'canary', scope: { is: 'journey', journeyId }, who, why, ...about }
    if (!(await deps.holds.place(canary)))
      throw new OperatorProblem(`${journeyId} has a canary already: say --go or --stop to it first.`)
    const value = {
      value: { journeyId, ...about },
      lines: () => [`${canaryWords(canary, journey.version)}.`],
    }
    return { value, result: { version: canary.version, emails } }
  })
}

/** @returns the version to go back to; none while the canary's own is not current. */
function versionBefore({ version, before }: Canary, current: number): number | undefined {
  if (version !== current) return undefined
  if (before !== undefined) return before
  throw new OperatorProblem(
    'This canary knows no version before it. Say --go, or go back first: journeys rollback <journey> --to <version>.',
  )
}

/** The journey rests until every function has noticed, so that nobody else gets the version that was stopped. */
async function goBack({ table, clock }: OperatorDeps, journey: string, version: number): Promise<void> {
  if ((await journeyStore(table).makeCurrent(journey, version)) === 'no-such-version')
    throw new OperatorProblem(`Version ${version} of ${journey} is not there whole. The journey still rests.`)
  await clock.until(clock.now() + noticedWithin)
}

async function end(run: Run<Options>, journey: string): Promise<Shown> {
  const { deps, options } = run
  const { version: current } = await currentJourney(deps, journey)
  const why = reasonOf(options)
  const canary = canaryOf(await deps.holds.all(), journey)
  if (!canary) throw new OperatorProblem(`${journey} has no canary.`)
  const before = options.stop ? versionBefore(canary, current) : undefined
  const then = before ?? current
  await agree(run, `End the ${canaryWords(canary, current)}, and let everybody have version ${then}?`)
  return audited(
    deps,
    { what: `canary ${options.stop ? 'stop' : 'go'}`, about: { journey }, why },
    async () => {
      if (before !== undefined) await goBack(deps, journey, before)
      await deps.holds.lift(canary)
      const words = `The canary of ${journey} is over. Within a minute the journey goes on, with version ${then}; what is late is spread over each person’s own times.`
      return { value: { value: { journey, version: then }, lines: () => [words] }, result: { version: then } }
    },
  )
}

/** `operator canary`: a version’s first emails, and then a word. */
export function addCanary(program: Command, context: CliContext): void {
  changing(program.command('canary'))
    .description('let a version’s first emails go out, and wait for a word')
    .argument('<journey>')
    .option('--emails <count>', 'how many emails may go out before the word', wholeNumber, 100)
    .option(
      '--version <number>',
      'the version that it is about; the next to be published if absent',
      wholeNumber,
    )
    .addOption(new Option('--go', 'let everybody have it').conflicts('stop'))
    .addOption(new Option('--stop', 'go back to the version before').conflicts('go'))
    .addHelpText('after', examples)
    .action(
      action<Options, [string]>(context, (run, journey) =>
        run.options.go || run.options.stop ? end(run, journey) : start(run, journey),
      ),
    )
}
