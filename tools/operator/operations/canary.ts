import { noticedWithin } from '../../../shared/application/journey-library.ts'
import { type Canary, canaryOf } from '../../../shared/domain/hold.ts'
import type { Journey } from '../../../shared/domain/journey.ts'
import { journeyStore } from '../../../shared/store/journeys.ts'
import { audited } from '../audited.ts'
import { counted } from '../command/format.ts'
import { currentJourney } from '../current-journey.ts'
import type { OperatorDeps } from '../deps.ts'
import { canaryWords } from '../holds/holds-in-words.ts'
import { OperatorProblem } from '../problem.ts'
import { argument, flag, option, optionWithUsual, text } from './input.ts'
import { change } from './operation.ts'
import type { Outcome } from './outcome.ts'
import type { ChangeSession, Session } from './session.ts'
import { wholeNumber } from './values.ts'

/** Which version a canary is about, and which one it came after. @throws OperatorProblem when there is none such. */
async function canaryVersions(
  { table }: Pick<OperatorDeps, 'table'>,
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

/** @returns the version to go back to; none while the canary's own is not current. */
function versionBefore({ version, before }: Canary, current: number): number | undefined {
  if (version !== current) return undefined
  if (before !== undefined) return before
  throw new OperatorProblem(
    'This canary knows no version before it. Say --go, or go back first: journeys rollback <journey> --to <version>.',
  )
}

/** The journey rests until every function has noticed, so that nobody else gets the version that was stopped. */
async function goBack(
  { table, clock }: Pick<OperatorDeps, 'table' | 'clock'>,
  journey: string,
  version: number,
): Promise<void> {
  if ((await journeyStore(table).makeCurrent(journey, version)) === 'no-such-version')
    throw new OperatorProblem(`Version ${version} of ${journey} is not there whole. The journey still rests.`)
  await clock.until(clock.now() + noticedWithin)
}

const journey = argument('<journey>', '', text)

const onTheCommandLine = {
  absent:
    'The page of what is held back has the command line: a canary belongs to publishing, which is done there.',
}

/** A version’s first emails, and then a word. */
export const canaryStart = change({
  name: 'canary start',
  command: 'canary',
  summary: 'let a version’s first emails go out, and wait for a word',
  help: `Say it before you publish: the journey rests until its next version is current, then that version's first emails go
out, and the journey rests again until you say --go or --stop. Look at these emails, at operator status (bounces,
breakers) and at what people answer. Nobody loses their place while the journey rests. --stop goes back to the version
before.

Counted are emails, not people: modules and reminders of the journey alike. As nobody gets more than one a day, the
emails of one day are as many people. With --version, the canary is about another version than the next: the one that
is current, or an earlier one that you are about to roll back to.`,
  examples: [
    'canary shiftworks --emails 50 --stage prod --reason "version 8 is new"',
    'journeys publish shiftworks --stage prod --reason "version 8 is new"',
    'canary shiftworks --version 6 --stage prod --reason "before going back to version 6"',
  ],
  does: 'changes',
  inputs: {
    journey,
    emails: optionWithUsual(
      '--emails <count>',
      'how many emails may go out before the word',
      wholeNumber,
      100,
    ),
    version: option(
      '--version <number>',
      'the version that it is about; the next to be published if absent',
      wholeNumber,
    ),
  },
  console: onTheCommandLine,
  async ask({ open }, { journey: journeyId, emails, version: wanted }) {
    const deps = await open()
    const { version } = await canaryVersions(deps, await currentJourney(deps, journeyId), wanted)
    return {
      question: `Let only the first ${counted(emails, 'email')} of ${journeyId} version ${version} out?`,
      effects: ['The journey rests until that version is current, and again once its first emails are out.'],
      button: 'Begin the canary',
    }
  },
  async run({ open, why }, { journey: journeyId, emails, version: wanted }) {
    const deps = await open()
    const current = await currentJourney(deps, journeyId)
    const which = await canaryVersions(deps, current, wanted)
    return audited(deps, { what: 'canary start', about: { journey: journeyId }, why }, async () => {
      const about = { ...which, emails, left: emails, since: deps.clock.now() }
      const who = await deps.who()
      const canary: Canary = { by: 'canary', scope: { is: 'journey', journeyId }, who, why, ...about }
      if (!(await deps.holds.place(canary)))
        throw new OperatorProblem(`${journeyId} has a canary already: say --go or --stop to it first.`)
      const lines = () => [`${canaryWords(canary, current.version)}.`]
      return {
        value: { value: { journeyId, ...about }, lines },
        result: { version: canary.version, emails },
      }
    })
  },
})

interface Ending {
  canary: Canary
  current: number
  /** The version to go back to. */
  before: number | undefined
}

async function endingOf({ open }: Session, journeyId: string, verb: 'go' | 'stop'): Promise<Ending> {
  const deps = await open()
  const { version: current } = await currentJourney(deps, journeyId)
  const canary = canaryOf(await deps.holds.all(), journeyId)
  if (!canary) throw new OperatorProblem(`${journeyId} has no canary.`)
  return { canary, current, before: verb === 'stop' ? versionBefore(canary, current) : undefined }
}

const ending = (verb: 'go' | 'stop') => ({
  name: `canary ${verb}`,
  command: 'canary',
  does: 'changes' as const,
  console: onTheCommandLine,
  async ask(session: Session, { journey: journeyId }: { journey: string }) {
    const { canary, current, before } = await endingOf(session, journeyId, verb)
    return {
      question: `End the ${canaryWords(canary, current)}, and let everybody have version ${before ?? current}?`,
      effects: ['Within a minute the journey goes on; what is late is spread over each person’s own times.'],
      button: 'End the canary',
    }
  },
  async run(session: ChangeSession, { journey: journeyId }: { journey: string }): Promise<Outcome> {
    const deps = await session.open()
    const { canary, current, before } = await endingOf(session, journeyId, verb)
    const version = before ?? current
    const intended = { what: `canary ${verb}`, about: { journey: journeyId }, why: session.why }
    return audited(deps, intended, async () => {
      if (before !== undefined) await goBack(deps, journeyId, before)
      await deps.holds.lift(canary)
      const words = `The canary of ${journeyId} is over. Within a minute the journey goes on, with version ${version}; what is late is spread over each person’s own times.`
      return { value: { value: { journey: journeyId, version }, lines: () => [words] }, result: { version } }
    })
  },
})

/** Lets everybody have the version of a canary. */
export const canaryGo = change({
  ...ending('go'),
  chosenBy: ['go'],
  summary: 'let everybody have it',
  examples: ['canary shiftworks --stage prod --go --reason "looks well"'],
  inputs: { journey, go: flag('--go', 'let everybody have it') },
})

/** Goes back to the version before that of a canary. */
export const canaryStop = change({
  ...ending('stop'),
  chosenBy: ['stop'],
  summary: 'go back to the version before',
  examples: ['canary shiftworks --stage prod --stop --reason "broken on phones"'],
  inputs: { journey, stop: flag('--stop', 'go back to the version before') },
})
