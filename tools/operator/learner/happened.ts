import type { EstablishedType } from '../../../shared/domain/domain-event.ts'
import type { SingleEmailKind } from '../../../shared/domain/email-kind-groups.ts'
import type { LetterWait, WhyDropped } from '../../../shared/domain/events/circles.ts'
import type { DeferReason } from '../../../shared/domain/events/delivery.ts'
import { maxRejections } from '../../../shared/domain/sending-policy.ts'
import { utcDay } from '../../../shared/domain/utc-day.ts'
import type { EntryOf, HistoryEntry } from '../../../shared/store/history-entry.ts'
import { enCards } from '../../../shared/texts/en-cards.ts'
import { formatNumber } from '../command/format.ts'
import { dayWords } from './day-words.ts'
import type { Names } from './names.ts'

/** An event of a person's history, in words. */
export interface Happening {
  at: number
  /** The event's type, or what the rows of circles say. */
  what: string
  journeyId?: string
  words: string
}

/** The operators' name of each email that a version has once. */
export const emailNames: Readonly<Record<SingleEmailKind, string>> = {
  paused: 'the news that the journey pauses',
  finished: 'the last email of the journey',
  'circle-proposal': 'the question whether they want to meet a group',
  'circle-introduction': 'the introduction to their circle',
  'circle-hosting': 'the question whether they bring their circle together',
  'circle-ended': 'the news that their circle ended',
  'circle-nobody': 'the news that no circle came about',
  confirm: 'a request to confirm their sign-up',
  join: 'a question whether they join another journey',
  'completed-already': 'the news that they have finished that journey already',
  'already-with-us': 'the news that they are taking part already',
  'private-link': 'a link to their private settings',
  'find-me': 'a link to what we hold about them, for which somebody typed their address',
  'circles-removed': 'the news that they were removed from circles',
  'confirm-address': 'a request to confirm their new address',
  'address-changed': 'the news at their old address that it was changed',
}

const waits: Readonly<Record<DeferReason | LetterWait, string>> = {
  'on-a-break': 'they are on a break',
  'too-late': 'it was hours late, so it waits for their next preferred time',
  'one-a-day': 'they had an email that day',
  'modules-first': 'a module of another journey goes first',
  'letters-first': 'a letter about a circle goes first',
  'new-times': 'they changed when they like to get email',
  'nothing-to-send': 'there was nothing to send at that moment',
  recalled: 'an operator held the module back',
}
/** Describes why an email waits. */
export const waitReason = (reason: DeferReason | LetterWait): string => waits[reason]

const dropped: Readonly<Record<WhyDropped, string>> = {
  past: 'it would have come too late',
  'on-a-break': 'they are on a break until it is too late',
  paused: 'they had paused the journey',
  left: 'they left',
  rejected: 'SES would not deliver it',
  'came-to-nothing': 'their group had ended, was reported or had nobody else in it when it was to go out',
}

const withheld: Readonly<Record<EntryOf<'AccountEmailWithheld'>['reason'], string>> = {
  'asked-recently': 'one had been asked for a short while before',
  'mailbox-full': 'so many had gone to their mailbox lately that it would have come too late',
  undeliverable: 'their address takes no email from us',
  'old-address': 'somebody signed up with an address that they had before',
  'ended-since': 'it had been asked for before they left, or were suppressed',
}

const notStarted: Readonly<Record<EntryOf<'JourneyNotStarted'>['reason'], string>> = {
  'too-many-journeys': 'they follow as many as anybody may',
  'left-before': 'they left it before it began',
}

const doors: Readonly<Record<EntryOf<'ModuleCompleted' | 'Unsubscribed'>['via'], string>> = {
  page: 'on a page',
  'one-click': 'by the unsubscribe button of their email program',
  operator: 'by an operator',
  platform: 'as a learning platform reported',
}
const tried: Readonly<Record<EntryOf<'ModuleTried'>['answer'], string>> = {
  yes: 'Says that they tried what was asked in',
  'not-yet': 'Says that they have not yet tried what is asked in',
  'not-for-me': 'Says that it is not for them, what is asked in',
}
type Words<T extends EstablishedType> = (
  entry: EntryOf<T>,
  names: Names,
  journeyId: string | undefined,
) => string
const always = (words: string) => () => words
const ofModule =
  (before: string, after = '') =>
  ({ moduleId }: { moduleId: string }, names: Names, journeyId: string | undefined) =>
    `${before} ${names.module(journeyId, moduleId)}${after}`

/** An email about a module, with the title that it had then. */
const moduleSent =
  (before: string) =>
  (
    { moduleId, journeyVersion }: EntryOf<'ModuleEmailed' | 'ReminderEmailed'>,
    names: Names,
    journeyId: string | undefined,
  ) =>
    `${before} ${names.moduleSent(journeyId, moduleId, journeyVersion)}.`

const ofVersion = ({ journeyVersion }: EntryOf<'PauseEmailed' | 'EndEmailed'>): string =>
  journeyVersion === undefined ? '' : `, in version ${journeyVersion}`

const words: { readonly [T in EstablishedType]: Words<T> } = {
  SignUpRequested: ({ journeyId }, names) => `Asked to sign up for ${names.journey(journeyId)}.`,
  SignUpConfirmed: ({ journeyId, joins, invited }, names) =>
    joins
      ? `Confirmed to join ${names.journey(journeyId)} too.`
      : `Confirmed the sign-up for ${names.journey(journeyId)}${invited ? ', by an invitation' : ''}.`,
  AccountEmailRequested: ({ kind }) => `An email was asked for: ${emailNames[kind]}.`,
  AccountEmailWithheld: ({ reason }) => `No email went out: ${withheld[reason]}.`,
  AccountEmailSent: ({ kind }) => `Was emailed ${emailNames[kind]}.`,
  JourneyNotStarted: ({ reason }) => `The journey did not start: ${notStarted[reason]}.`,
  JourneyLeft: always('Left this journey.'),
  JourneyStarted: always('The journey began.'),
  ModuleEmailed: moduleSent('Was emailed the module'),
  ReminderEmailed: moduleSent('Was reminded of'),
  PauseEmailed: entry => `Was told by email that the journey pauses${ofVersion(entry)}.`,
  EndEmailed: entry => `Was emailed the end of the journey${ofVersion(entry)}.`,
  ModuleCompleted: (entry, names, journeyId) =>
    `${ofModule('Did')(entry, names, journeyId)}${entry.via === 'page' ? '' : `, ${doors[entry.via]}`}.`,
  ModuleTried: (entry, names, journeyId) =>
    `${ofModule(tried[entry.answer])(entry, names, journeyId)}${entry.instead === undefined ? '' : ', and had said otherwise before'}.`,
  ReflectionShared: ofModule('Shared an excerpt of what they wrote about', '.'),
  ReflectionWithdrawn: ofModule('Took back what they had shared about', '.'),
  ReflectionHidden: ofModule('Readers reported what they had shared about', ', and it was hidden.'),
  ReflectionDeleted: ofModule('Deleted what they had written about', '.'),
  RoundJoined: ({ round }) => `Joined the round of circles that closes on ${dayWords(round)}.`,
  RoundLeft: ({ round }) =>
    `Took back that they had joined the round of circles that closes on ${dayWords(round)}.`,
  RoundUnanswered: ({ round }) => `Said nothing to the group that the round of ${dayWords(round)} proposed.`,
  RoundAnswered: ({ round }) =>
    `Answered what the round of ${dayWords(round)} proposed, after rounds in silence.`,
  ModuleRetired: ofModule('The journey has no', ' any more, so the next module comes instead.'),
  JourneyPaused: ({ by }) =>
    by === 'silence' ? 'The journey paused, because they had been silent.' : 'Paused the journey.',
  JourneyResumed: always('The journey went on.'),
  NextModuleRequested: always('Asked for the next module before its time.'),
  JourneyCompleted: always('Finished the journey.'),
  EmailDeferred: ({ reason }) => `No email at that moment: ${waitReason(reason)}.`,
  EmailOutcomeUnknown: always('SES gave no answer: whether the email went out was unknown, so it was held.'),
  EmailAbsenceProven: always('The email was proven never to have gone out, and goes out once more.'),
  EmailTurnedBack: ({ reason }) => `SES turned the email back (${reason}); it stayed due.`,
  EmailFailed: ({ reason, rejections = 0 }) =>
    `The email was not delivered (${reason}).${rejections < maxRejections ? '' : ' It is not tried again by itself.'}`,
  PreferencesChanged: always('Changed when they like to get email.'),
  SectorNamed: ({ sector }) =>
    sector ? `Said where they work: ${enCards.places[sector]}.` : 'Took back where they work.',
  DetailCorrected: ({ detail }) =>
    detail === 'firstName' ? 'Changed their first name.' : 'Changed what they do.',
  AddressChangeRequested: always('Asked to change their address.'),
  AddressChanged: always('Confirmed a new address.'),
  AddressChangeUndone: always('Undid the change of address, from the old one.'),
  OldAddressForgotten: always('An old address was forgotten: its change can be undone no more.'),
  SignUpsForgotten: always('A sign-up in their name was forgotten: nobody confirmed it in 30 days.'),
  Unsubscribed: ({ via }) => `Left, ${doors[via]}.`,
  EmailBounced: ({ code }) => `An email came back (${code}).`,
  EmailComplained: always('Marked an email as spam.'),
  JourneyImported: ({ journeyId }, names) =>
    `An operator imported them into ${names.journey(journeyId)} too, with the consent that they gave elsewhere.`,
  LearnerImported: always('Was imported by an operator, with the consent that they gave elsewhere.'),
  LearnerSuppressed: always('Was suppressed by an operator: no email.'),
  SuppressionLifted: always('An operator let emails go to them again.'),
  ModuleResendRequested: ofModule('An operator asked for', ' to be emailed once more.'),
  CircleLetterPlanned: ({ kind, group }) => `An email was planned: ${emailNames[kind]} (${group}).`,
  CircleLetterDeferred: ({ kind, reason }) => `Later: ${emailNames[kind]}; ${waitReason(reason)}.`,
  CircleLetterDropped: ({ kind, group, why }) => `Not sent: ${emailNames[kind]} (${group}); ${dropped[why]}.`,
  CircleLetterEmailed: ({ kind, group, nobody }) =>
    nobody
      ? `Was emailed ${emailNames['circle-nobody']}, in the place of ${emailNames[kind]} (${group}).`
      : `Was emailed ${emailNames[kind]} (${group}).`,
  InvitationMade: always('Made a link by which they bring colleagues.'),
  InvitationStopped: always('Stopped the link by which they bring colleagues.'),
  LearnerErased: always('Was erased.'),
}

const dayOf = (at: number): string => dayWords(utcDay(at))

/**
 * A history entry in words.
 * @param journeyId of its row; absent for the profile.
 */
export function happening(entry: HistoryEntry, names: Names, journeyId?: string): Happening {
  const { type, at, times, since = at } = entry
  const said = (words[type] as Words<EstablishedType>)(entry, names, journeyId)
  const often = times === undefined ? '' : ` (${formatNumber(times)} times since ${dayOf(since)}.)`
  return { at, what: type, ...(journeyId !== undefined && { journeyId }), words: `${said}${often}` }
}
