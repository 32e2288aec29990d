import { type Command, Option } from 'commander'
import { noticedWithin } from '../../../shared/application/journey-library.ts'
import { journeyStore } from '../../../shared/store/journeys.ts'
import { audited } from '../audited.ts'
import { wholeNumber } from '../command/arguments.ts'
import { action, agree, type Changing, changing, type Desk, type Run, reasonOf } from '../command/run.ts'
import type { Shown } from '../command/shown.ts'
import { currentJourney } from '../current-journey.ts'
import type { OperatorDeps } from '../deps.ts'
import { OperatorProblem } from '../problem.ts'
import { canaryWords } from './words.ts'

interface Options extends Changing {
  people: number
  current?: boolean
  go?: boolean
  stop?: boolean
}

const examples = `
Say it before you publish: the journey rests until its next version is there, then that version's first emails go out,
and the journey rests again until you say --go or --stop. Look at these emails, at operator status (bounces, breakers)
and at what people answer. Nobody loses their place while the journey rests. --stop goes back to the version before.

Examples:
  npm run operator -- canary shiftworks --stage prod --reason "version 8 is new"
  npm run journeys -- publish shiftworks --stage prod
  npm run operator -- canary shiftworks --stage prod --go --reason "looks well"`

async function start(run: Run<Options>, journey: string): Promise<Shown> {
  const { deps, options } = run
  const { version: current } = await currentJourney(deps, journey)
  const why = reasonOf(options)
  const version = options.current ? current : await journeyStore(deps.table).nextVersion(journey)
  const emails = options.people
  await agree(run, `Let only the first ${emails} emails of ${journey} version ${version} out?`)
  return audited(deps, { what: 'canary start', about: { journey }, why }, async () => {
    const since = deps.clock.now()
    await deps.switches.startCanary(journey, version, emails, since)
    const canary = { journeyId: journey, version, emails, left: emails, since }
    const value = { value: canary, lines: () => [`${canaryWords(canary, current)}.`] }
    return { value, result: { version, emails } }
  })
}

/** @returns the version to go back to; none while the canary's own is not current. */
function versionBefore(run: Run<Options>, canaryVersion: number, current: number): number | undefined {
  if (!run.options.stop || canaryVersion !== current) return undefined
  if (current > 1) return current - 1
  throw new OperatorProblem(
    'There is no version before this one to go back to. Say --go, or pause the journey.',
  )
}

/** The journey rests until every function has noticed, so that nobody else gets the version that was stopped. */
async function goBack({ table, clock }: OperatorDeps, journey: string, version: number): Promise<void> {
  await journeyStore(table).makeCurrent(journey, version)
  await clock.until(clock.now() + noticedWithin)
}

async function end(run: Run<Options>, journey: string): Promise<Shown> {
  const { deps, options } = run
  const { version: current } = await currentJourney(deps, journey)
  const why = reasonOf(options)
  const canary = (await deps.switches.holds()).canary(journey)
  if (!canary) throw new OperatorProblem(`${journey} has no canary.`)
  const before = versionBefore(run, canary.version, current)
  const then = before ?? current
  await agree(run, `End the ${canaryWords(canary, current)}, and let everybody have version ${then}?`)
  return audited(
    deps,
    { what: `canary ${options.stop ? 'stop' : 'go'}`, about: { journey }, why },
    async () => {
      if (before !== undefined) await goBack(deps, journey, before)
      await deps.switches.endCanary(journey)
      const words = `The canary of ${journey} is over. Within a minute the journey goes on, with version ${then}; what is late is spread over each person’s own times.`
      return { value: { value: { journey, version: then }, lines: () => [words] }, result: { version: then } }
    },
  )
}

/** `operator canary`: a new version for a few people first. */
export function addCanary(program: Command, desk: Desk): void {
  changing(program.command('canary'))
    .description('let a new version go to a few people first, and wait for a word')
    .argument('<journey>')
    .option('--people <count>', 'how many emails may go out before the word', wholeNumber, 100)
    .option('--current', 'the version that is current, and not the next one')
    .addOption(new Option('--go', 'let everybody have it').conflicts('stop'))
    .addOption(new Option('--stop', 'go back to the version before').conflicts('go'))
    .addHelpText('after', examples)
    .action(
      action<Options, [string]>(desk, (run, journey) =>
        run.options.go || run.options.stop ? end(run, journey) : start(run, journey),
      ),
    )
}
