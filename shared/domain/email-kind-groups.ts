import type { EmailKindDefinition, Placeholder } from './email-kind.ts'
import { type EmailKind, emailKinds } from './email-kinds.ts'

type Kinds = typeof emailKinds
/** The kinds whose definitions match `D`. */
type KindsLike<D> = { [K in EmailKind]: Kinds[K] extends D ? K : never }[EmailKind]

export type JourneyEmailKind = KindsLike<{ of: 'journey' }>
/** The emails about a sign-up itself, outside any journey. */
export type AccountEmailKind = KindsLike<{ of: 'account' }>
/** Emails that each module has, written by its author. */
export type ModuleEmailKind = KindsLike<{ words: 'of-module' }>
/** Letters to a member of a group of people. */
export type CircleLetterKind = KindsLike<{ about: 'group' }>
/** Emails of a journey that name a module: the one that they are about, or the last one sent. */
export type PlannedEmailKind = Exclude<JourneyEmailKind, CircleLetterKind>
/** Emails that each version of a journey has once, independent of modules. */
export type SingleEmailKind = KindsLike<{ button: Placeholder }>

const names = Object.keys(emailKinds) as readonly EmailKind[]
const journeyEmailKinds = names.filter((kind): kind is JourneyEmailKind => emailKinds[kind].of === 'journey')
export const circleLetterKinds = names.filter((kind): kind is CircleLetterKind => 'about' in emailKinds[kind])
export const plannedEmailKinds = journeyEmailKinds.filter(
  (kind): kind is PlannedEmailKind => !('about' in emailKinds[kind]),
)
export const accountEmailKinds = names.filter(
  (kind): kind is AccountEmailKind => emailKinds[kind].of === 'account',
)
export const moduleEmailKinds = names.filter(
  (kind): kind is ModuleEmailKind => emailKinds[kind].words === 'of-module',
)
export const singleEmailKinds = names.filter((kind): kind is SingleEmailKind => 'button' in emailKinds[kind])

/** Whether an email is about a module, in the words of its author. */
export const isAboutModule = (kind: EmailKind): kind is ModuleEmailKind =>
  emailKinds[kind].words === 'of-module'

/** Whether an email is a reminder of an earlier module. */
export const isReminder = (kind: EmailKind): kind is 'reminder' | 'short-reminder' =>
  kind === 'reminder' || kind === 'short-reminder'

/**
 * Whether anybody can cause this email by typing an address. Emails of this kind to learners are slowed down like
 * those to strangers; otherwise the difference would reveal who is known.
 */
export const anybodyCanCause = ({ kind }: { readonly kind: EmailKind }): boolean =>
  emailKinds[kind].priority === 'first-within-ceiling'

/** Whether this email and its bounce count for the brakes. */
export function countsForBrakes({ kind }: { readonly kind: EmailKind }): boolean {
  const definition: EmailKindDefinition = emailKinds[kind]
  return definition.priority === 'first-within-ceiling' && definition.countsForBrakes
}
