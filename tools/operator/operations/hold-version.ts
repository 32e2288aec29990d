import { noticedWithin } from '../../../shared/application/journey-library.ts'
import { type Breaker, type Canary, canaryOf, holdsBy } from '../../../shared/domain/hold.ts'
import type { Journey } from '../../../shared/domain/journey.ts'
import { waitingAt } from '../../../shared/store/catalogue.ts'
import { journeyStore } from '../../../shared/store/journeys.ts'
import { audited } from '../audited.ts'
import { sentence } from '../command/format.ts'
import { londonTime } from '../command/london-time.ts'
import { currentJourney } from '../current-journey.ts'
import type { OperatorDeps } from '../deps.ts'
import { canaryWords, firstEmails } from '../holds/holds-in-words.ts'
import { OperatorProblem } from '../problem.ts'
import { amongHolds } from './hold.ts'
import { argument, flag, optionalArgument, optionWithUsual, text } from './input.ts'
import { change } from './operation.ts'
import type { Outcome } from './outcome.ts'
import type { ChangeSession, Session } from './session.ts'
import { versionNumber, wholeNumber } from './values.ts'

/**
 * Returns the version of a canary and the version before it.
 * @throws OperatorProblem if there is no such version
 */
async function canaryVersions(
  { table, clock }: Pick<OperatorDeps, 'table' | 'clock'>,
  journey: Journey,
  wanted: number | undefined,
): Promise<Pick<Canary, 'version' | 'before'>> {
  const store = journeyStore(table)
  const { id, version: current } = journey
  const entry = await store.catalogued(id)
  const waiting = entry && waitingAt(entry, clock.now())
  if (waiting)
    throw new OperatorProblem(
      `Version ${waiting.version} of ${id} waits for ${londonTime(waiting.from)}, and a canary would let ${id} rest until then. Take it back (journeys cancel), and publish it without --at once the canary is set.`,
    )
  const next = await store.nextVersion(id)
  const version = wanted ?? next
  if (version === current) return { version }
  if (version === next || (version < next && (await store.isWhole(id, version))))
    return { version, before: current }
  throw new OperatorProblem(
    `${id} has no version ${version}: the next one is ${next}. journeys versions ${id} lists those that there are.`,
  )
}

const journey = argument('<journey>', '', text)

const version = {
  ...optionalArgument(
    '[version]',
    'the version that it is about; the next to be published if absent',
    versionNumber,
  ),
  field: { label: 'Version', hint: 'The next to be published, if empty' },
}

const emails = {
  ...optionWithUsual('--emails <count>', 'how many emails of it go out first', wholeNumber, 100),
  field: { label: 'Emails that go out first' },
}

/** Sends a version's first emails, then holds it. */
export const holdVersion = change({
  name: 'hold version',
  summary: 'a version of a journey, once its first emails are out (a canary)',
  help: `A canary: say it before you publish. The journey rests until its next version is current, then that version's first emails
go out, and the journey rests again until you release the version, or go back to the one before (release version --back).
Look at these emails, at status (bounces, breakers) and at what people answer. Nobody loses their place while the journey rests.

Counted are emails, not people: modules and reminders of the journey alike. As nobody gets more than one a day, the
emails of one day are as many people. With a number, the canary is about another version than the next: the one that
is current, or an earlier one that you are about to roll back to.`,
  examples: [
    'hold version shiftworks --emails 50 --stage prod --reason "version 8 is new"',
    'hold version shiftworks 6 --stage prod --reason "before going back to version 6"',
  ],
  does: 'changes',
  inputs: { journey, version, emails },
  console: { forms: [{ at: '/hold/version/{journey}', ...amongHolds }] },
  async ask({ open }, { journey: journeyId, emails: first, version: wanted }) {
    const deps = await open()
    const which = await canaryVersions(deps, await currentJourney(deps, journeyId), wanted)
    return {
      question: `Hold back ${journeyId} version ${which.version} once its ${firstEmails(first)} ${first === 1 ? 'is' : 'are'} out?`,
      effects: ['The journey rests until that version is current, and again once its first emails are out.'],
      button: 'Begin the canary',
    }
  },
  async run({ open, why }, { journey: journeyId, emails: first, version: wanted }) {
    const deps = await open()
    const current = await currentJourney(deps, journeyId)
    const which = await canaryVersions(deps, current, wanted)
    return audited(deps, { what: 'hold version', about: { journey: journeyId }, why }, async () => {
      const about = { ...which, emails: first, left: first, since: deps.clock.now() }
      const who = await deps.who()
      const canary: Canary = { by: 'canary', scope: { is: 'journey', journeyId }, who, why, ...about }
      if (!(await deps.holds.place(canary)))
        throw new OperatorProblem(`${journeyId} has a canary already: release its version first, or go back.`)
      const lines = () => [`${canaryWords(canary, current.version)}.`]
      return {
        value: { value: { journeyId, ...about }, lines },
        result: { version: canary.version, emails: first },
      }
    })
  },
})

/** A held version: a canary, or a version that SES rejects. */
interface HeldVersion {
  canary?: Canary | undefined
  breaker?: Breaker | undefined
  current: number
}

/** @throws OperatorProblem if no version of the journey is held */
async function heldVersion({ open }: Session, journeyId: string): Promise<HeldVersion> {
  const deps = await open()
  const { version: current } = await currentJourney(deps, journeyId)
  const holds = await deps.holds.all()
  const canary = canaryOf(holds, journeyId)
  const breaker = holdsBy(holds, 'breaker').find(
    ({ scope }) => scope.journeyId === journeyId && scope.version === current,
  )
  if (canary || breaker) return { canary, breaker, current }
  throw new OperatorProblem(`No version of ${journeyId} is held back: it has no canary, and no breaker.`)
}

const goesOn = 'within a minute the journey goes on, and what is late is spread over each person’s own times'

const whatIsHeld = ({ canary, current }: HeldVersion): string =>
  canary ? canaryWords(canary, current) : `version ${current}, which SES could not deliver`

/** Releases the held version to everybody. */
export const releaseVersion = change({
  name: 'release version',
  summary: 'a version that is held back; or go back to the one before, with --back',
  help: 'Ends a canary, and resets the breaker of a version that SES could not deliver.',
  examples: ['release version shiftworks --stage prod --reason "looks well"'],
  does: 'changes',
  inputs: { journey },
  console: { forms: [{ at: '/release/version/{journey}', ...amongHolds }] },
  async ask(session, { journey: journeyId }) {
    const held = await heldVersion(session, journeyId)
    return {
      question: `Release ${whatIsHeld(held)}, and let everybody have version ${held.current}?`,
      effects: [sentence(goesOn)],
      button: 'Release the version',
    }
  },
  async run(session, { journey: journeyId }) {
    const { canary, breaker, current } = await heldVersion(session, journeyId)
    const deps = await session.open()
    const intended = { what: 'release version', about: { journey: journeyId }, why: session.why }
    return audited(deps, intended, async () => {
      for (const hold of [canary, breaker]) if (hold) await deps.holds.lift(hold)
      return ended(journeyId, current)
    })
  },
})

const ended = (journeyId: string, current: number): { value: Outcome; result: { version: number } } => ({
  value: {
    value: { journey: journeyId, version: current },
    lines: () => [`Version ${current} of ${journeyId} is released: ${goesOn}.`],
  },
  result: { version: current },
})

/** Holds the journey until every function has noticed, so that nobody else gets the stopped version. */
async function goBack(
  { table, clock }: Pick<OperatorDeps, 'table' | 'clock'>,
  journeyId: string,
  to: number,
): Promise<void> {
  if ((await journeyStore(table).makeCurrent(journeyId, to, clock.now())) === 'no-such-version')
    throw new OperatorProblem(`Version ${to} of ${journeyId} is not there whole. The journey still rests.`)
  await clock.until(clock.now() + noticedWithin)
}

/**
 * Returns a canary, and the version to roll back to; undefined if the canary's version is not current.
 * @throws OperatorProblem if there is no canary
 */
async function canaryToLeave(
  session: Session,
  journeyId: string,
): Promise<{ canary: Canary; before: number | undefined; current: number }> {
  const { canary, current } = await heldVersion(session, journeyId)
  if (!canary)
    throw new OperatorProblem(
      `${journeyId} has no canary to go back from: journeys rollback goes back by hand.`,
    )
  if (canary.version !== current) return { canary, before: undefined, current }
  if (canary.before !== undefined) return { canary, before: canary.before, current }
  throw new OperatorProblem(
    'This canary knows no version before it. Release the version, or go back first: journeys rollback <journey> --to <version>.',
  )
}

/** Rolls back to the version before a canary. */
export const releaseVersionBack = change({
  name: 'release version --back',
  command: 'release version',
  chosenBy: ['back'],
  summary: 'go back to the version before',
  examples: ['release version shiftworks --back --stage prod --reason "broken on phones"'],
  does: 'changes',
  inputs: { journey, back: flag('--back', 'go back to the version before that of the canary') },
  console: { forms: [{ at: '/release/version/{journey}/back', with: { back: true }, ...amongHolds }] },
  async ask(session, { journey: journeyId }) {
    const { canary, before, current } = await canaryToLeave(session, journeyId)
    return {
      question: `End the ${canaryWords(canary, current)}, and let everybody have version ${before ?? current}?`,
      effects: [sentence(goesOn)],
      button: 'Go back',
    }
  },
  async run(session: ChangeSession, { journey: journeyId }) {
    const deps = await session.open()
    const { canary, before, current } = await canaryToLeave(session, journeyId)
    const intended = { what: 'release version --back', about: { journey: journeyId }, why: session.why }
    return audited(deps, intended, async () => {
      if (before !== undefined) await goBack(deps, journeyId, before)
      await deps.holds.lift(canary)
      return ended(journeyId, before ?? current)
    })
  },
})
