import fc from 'fast-check'
import type { Intent } from '../../shared/application/execute-command.ts'
import type { CircleLetterKind } from '../../shared/domain/email-kind-groups.ts'
import type { Journey } from '../../shared/domain/journey.ts'
import {
  type PreferenceName,
  type Preferences,
  partsOfDay,
  preferencesOf,
  weekdays,
} from '../../shared/domain/preferences.ts'
import type { Sector } from '../../shared/domain/sectors.ts'
import type { Fate } from './life.ts'
import { aJourney, aModule, aQuestion } from './small-journey.ts'

/** Two journeys whose modules have names of their own, the second one brisk. */
export const [first, second] = [
  aJourney([aModule('one', { after: { days: 0 }, question: aQuestion() }), 'two', 'three']),
  aJourney(['red', aModule('blue', { after: { days: 0 } })], { id: 'other-things' }),
] as const
export const journeyIds = [first.id, second.id]
const moduleIds = ['one', 'two', 'three', 'four', 'red', 'blue']

/** Anything that an author may make of the first journey. */
const edition: fc.Arbitrary<Journey> = fc
  .shuffledSubarray(['one', 'two', 'three', 'four'], { minLength: 1 })
  .chain(ids =>
    fc
      .tuple(...ids.map(() => fc.record({ brisk: fc.boolean(), silent: fc.boolean(), branch: fc.boolean() })))
      .map(ways =>
        aJourney(
          ids.map((id, place) =>
            aModule(id, {
              ...(ways[place]?.brisk && { after: { days: 0 } }),
              ...(ways[place]?.silent && { remind: [] }),
              ...(ways[place]?.branch && { notFor: ['ambulance' as const] }),
            }),
          ),
        ),
      ),
  )

const orNot = { nil: undefined }

/** Whatever somebody may choose of each preference. */
export const choices: { [N in PreferenceName]: fc.Arbitrary<Preferences[N] | undefined> } = {
  pace: fc.constantFrom('as-written', 'slower'),
  days: fc.option(fc.subarray([...weekdays], { minLength: 1 }), orNot),
  parts: fc.option(fc.subarray([...partsOfDay], { minLength: 1 }), orNot),
  breakUntil: fc.option(fc.constantFrom('2026-12-01', '2026-12-24', '2027-03-28'), orNot),
}
export const preferences = fc.record(choices).map(preferencesOf)

const journeyId = fc.constantFrom(...journeyIds)
/** Mostly of the life that somebody leads, else of the one before. */
export const [thisLife, lifeBefore] = ['thislife', 'lifebefo'] as const
const epoch = fc.oneof(
  { weight: 8, arbitrary: fc.constant(thisLife) },
  { weight: 1, arbitrary: fc.constant(lifeBefore) },
)
const consent = fc.constant({ wording: '1', mechanism: 'page' as const })
const moduleId = fc.constantFrom(...moduleIds)
const kind = <T extends string>(type: T) => fc.constant(type)

const wish = <T extends string, R extends object>(
  weight: number,
  type: T,
  rest: { [K in keyof R]: fc.Arbitrary<R[K]> },
) => ({
  weight,
  arbitrary: fc.record(rest).map(fields => ({ type, ...(fields as R) })),
})
const either = <T extends string>(...values: T[]) => fc.constantFrom(...values)

const question = either(aQuestion().version, 'old')
const answered = fc.record({ question, answer: fc.nat(4) })
const guessed = fc.record({ question, guess: fc.nat(10), about: either<Sector>('ambulance', 'student') })

/** The last moment of a letter is always the same. */
const untilOf = (group: string): number => Date.parse(`2026-${group}T00:00:00Z`)
const letter = fc
  .record({
    journeyId,
    kind: either<CircleLetterKind>('circle-proposal', 'circle-introduction'),
    group: either('11-24', '11-27', '12-02', '12-20'),
  })
  .map(ref => ({ type: 'PlanCircleLetter' as const, ...ref, until: untilOf(ref.group) }))

/** Everything that a person, an operator, SES or a platform may bring about, whether it fits or not. */
const intents = fc.oneof(
  wish(4, 'CompleteModule', { journeyId, moduleId, epoch, via: either('page', 'platform') }),
  wish(4, 'CompleteModule', {
    journeyId,
    moduleId,
    epoch,
    via: kind('page'),
    sector: fc.option(either<Sector>('ambulance', 'student'), { nil: undefined }),
    reply: fc.record({ said: fc.oneof(guessed, answered), isTruthKnown: fc.boolean() }),
  }),
  wish(3, 'RequestSignUp', { epoch, journeyId, consent, preferences, lately: fc.constant([]) }),
  wish(3, 'ConfirmSignUp', { epoch, request: fc.nat(6) }),
  wish(2, 'StartJourney', { journeyId, epoch }),
  wish(3, 'ImportLearner', { epoch, journeyId, consent, preferences, startAt: fc.constant(0) }),
  wish(5, 'ChangePreferences', { preferences }),
  wish(3, 'NameSector', { sector: fc.option(either<Sector>('ambulance', 'student'), { nil: undefined }) }),
  wish(1, 'CorrectDetail', { detail: either('firstName', 'role') }),
  wish(3, 'PauseJourney', { journeyId }),
  wish(6, 'ResumeJourney', { journeyId }),
  wish(6, 'SendNextNow', { journeyId }),
  wish(4, 'RequestAccountEmail', { kind: either('private-link', 'confirm-address') }),
  wish(2, 'ConfirmAddress', { occurrence: fc.nat(6) }),
  wish(2, 'UndoAddressChange', { occurrence: fc.nat(6), addressVersion: fc.nat(6) }),
  wish(1, 'ForgetOldAddresses', {}),
  wish(1, 'ForgetSignUps', {}),
  wish(2, 'LeaveJourney', { journeyId }),
  wish(1, 'Leave', { via: either('page') }),
  wish(1, 'RecordBounce', { lasting: fc.boolean(), code: either('code') }),
  wish(1, 'RecordComplaint', {}),
  wish(1, 'Suppress', {}),
  wish(4, 'LiftSuppression', {}),
  wish(2, 'ResendModule', { journeyId, moduleId }),
  { weight: 6, arbitrary: letter },
) satisfies fc.Arbitrary<Intent>

const fate: fc.Arbitrary<Fate> = fc.oneof(
  { weight: 5, arbitrary: fc.constant<Fate>({ is: 'accepted' }) },
  { weight: 1, arbitrary: fc.constant<Fate>({ is: 'turned-back', reason: 'throttled' }) },
  { weight: 1, arbitrary: fc.constant<Fate>({ is: 'rejected', reason: 'rejected' }) },
  { weight: 1, arbitrary: fc.constant<Fate>({ is: 'unknown' }) },
  { weight: 2, arbitrary: fc.constant<Fate>('no-answer') },
)

/** One thing that happens. */
export type Happening =
  | { is: 'intent'; intent: Intent }
  /** The module that they have before them is done. */
  | { is: 'done'; journeyId: string }
  /** Who cannot be reached or has left takes part again. */
  | { is: 'back'; journeyId: string }
  /** Who takes part joins that journey, or joins it again. */
  | { is: 'joins'; journeyId: string }
  /** Time passes, in hours; whatever falls due meets this fate. */
  | { is: 'time'; hours: number; fate: Fate; evidence: 'absent' | 'unknown' }
  /** A word from SES about an email that was claimed at some time, perhaps long ago, perhaps told before. */
  | { is: 'word'; which: number; outcome: 'accepted' | 'failed' | 'unknown' | 'turned-back' }
  | { is: 'edition'; journey: Journey }
  | { is: 'hold'; journeyId: string }
  | { is: 'release' }

export const happenings = (longest: number): fc.Arbitrary<Happening[]> =>
  fc.array(
    fc.oneof(
      { weight: 8, arbitrary: fc.record({ is: kind('intent'), intent: intents }) },
      { weight: 6, arbitrary: fc.record({ is: kind('done'), journeyId }) },
      { weight: 2, arbitrary: fc.record({ is: kind('back'), journeyId }) },
      { weight: 3, arbitrary: fc.record({ is: kind('joins'), journeyId }) },
      {
        weight: 8,
        arbitrary: fc.record({
          is: kind('time'),
          hours: fc.oneof(fc.constantFrom(0, 0.05, 1, 24), fc.nat(24 * 20)),
          fate,
          evidence: fc.constantFrom('absent' as const, 'unknown' as const),
        }),
      },
      {
        weight: 3,
        arbitrary: fc.record({
          is: kind('word'),
          which: fc.nat(),
          outcome: fc.constantFrom(
            'accepted' as const,
            'failed' as const,
            'unknown' as const,
            'turned-back' as const,
          ),
        }),
      },
      { weight: 1, arbitrary: fc.record({ is: kind('edition'), journey: edition }) },
      { weight: 1, arbitrary: fc.record({ is: kind('hold'), journeyId }) },
      { weight: 1, arbitrary: fc.constant({ is: 'release' as const }) },
    ),
    { minLength: Math.floor(longest / 4), maxLength: longest, size: 'max' },
  )
