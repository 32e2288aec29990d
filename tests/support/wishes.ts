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

const wish = <R extends object>(weight: number, fields: { [K in keyof R]: fc.Arbitrary<R[K]> }) => ({
  weight,
  arbitrary: fc.record(fields) as fc.Arbitrary<R>,
})
const either = <T extends string>(...values: T[]) => fc.constantFrom(...values)

const sectorOrNone = fc.option(either<Sector>('ambulance', 'student'), orNot)
const round = either('2026-11-29', '2026-12-06')
const voice = fc.constant('v'.padEnd(24, '0'))
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
  .map(ref => ({ ...ref, until: untilOf(ref.group) }))

/** What delivery and SES do comes about as time passes. Whoever is erased is nobody, and who has left may be mailed a link. */
type BroughtAboutElsewhere = 'DeliverDue' | 'DeferAccountEmail' | 'SettleEmail' | 'Erase' | 'FindMe'
type Wished = Exclude<Intent['type'], BroughtAboutElsewhere>

/** Everything else that a person, an operator, SES or a platform may bring about, whether it fits or not, and how often. */
const wishes: {
  readonly [T in Wished]: {
    weight: number
    arbitrary: fc.Arbitrary<Omit<Extract<Intent, { type: T }>, 'type'>>
  }
} = {
  CompleteModule: {
    weight: 8,
    arbitrary: fc.oneof(
      fc.record({ journeyId, moduleId, epoch, via: either('page', 'platform') }),
      fc.record({
        journeyId,
        moduleId,
        epoch,
        via: kind('page'),
        sector: sectorOrNone,
        reply: fc.record({ said: fc.oneof(guessed, answered), isTruthKnown: fc.boolean() }),
      }),
    ),
  },
  RequestSignUp: wish(3, { epoch, journeyId, consent, preferences, lately: fc.constant([]) }),
  ConfirmSignUp: wish(3, { epoch, request: fc.nat(6) }),
  StartJourney: wish(2, { journeyId, epoch }),
  ImportLearner: wish(3, { epoch, journeyId, consent, preferences, startAt: fc.constant(0) }),
  ChangePreferences: wish(5, { preferences }),
  NameSector: wish(3, { sector: sectorOrNone }),
  CorrectDetail: wish(1, { detail: either('firstName', 'role') }),
  PauseJourney: wish(3, { journeyId }),
  ResumeJourney: wish(6, { journeyId }),
  SendNextNow: wish(6, { journeyId }),
  RecordTried: wish(2, { journeyId, moduleId, epoch, answer: either('yes', 'not-yet', 'not-for-me') }),
  JoinRound: wish(2, { journeyId, epoch }),
  LeaveRound: wish(1, { journeyId, round }),
  RecordAnswered: wish(1, { journeyId, round, isAnswered: fc.boolean() }),
  MakeInvitation: wish(1, {}),
  StopInvitation: wish(1, {}),
  NotifyRemoved: wish(1, {}),
  EraseUnconfirmed: wish(1, {}),
  RenewConfirmation: wish(1, { epoch, request: fc.nat(6), lately: fc.constant([]) }),
  RequestAccountEmail: wish(4, { kind: either('private-link', 'confirm-address') }),
  ConfirmAddress: wish(2, { occurrence: fc.nat(6) }),
  UndoAddressChange: wish(2, { occurrence: fc.nat(6), addressVersion: fc.nat(6) }),
  ForgetOldAddresses: wish(1, {}),
  ForgetSignUps: wish(1, {}),
  LeaveJourney: wish(2, { journeyId }),
  Leave: wish(1, { via: either('page') }),
  RecordBounce: wish(1, { lasting: fc.boolean(), code: either('code') }),
  RecordComplaint: wish(1, {}),
  Suppress: wish(1, {}),
  LiftSuppression: wish(4, {}),
  ResendModule: wish(2, { journeyId, moduleId }),
  ShareReflection: wish(1, { journeyId, moduleId, epoch, voice }),
  WithdrawReflection: wish(1, { journeyId, moduleId, voice }),
  DeleteReflection: wish(1, { journeyId, moduleId }),
  HideReflection: wish(1, { journeyId, moduleId, voice }),
  PlanCircleLetter: { weight: 6, arbitrary: letter },
}
const intents = fc.oneof(
  ...(Object.keys(wishes) as Wished[]).map(type => {
    const { weight, arbitrary } = wishes[type]
    return { weight, arbitrary: arbitrary.map(fields => ({ type, ...fields }) as Intent) }
  }),
)

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
