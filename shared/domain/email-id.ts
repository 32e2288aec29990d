import * as z from 'zod/mini'
import { type AccountEmail, AccountEmailKind, CircleLetterKind, type JourneyEmail } from './email.ts'
import { plannedEmailKinds } from './email-kind-groups.ts'
import { Epoch, JourneyId, LearnerId, ModuleId } from './ids.ts'

/** What an email's id contains. `journeyId` is absent for account emails. */
const EmailRef = z.object({
  learnerId: LearnerId,
  epoch: Epoch,
  kind: z.union([z.enum(plannedEmailKinds), CircleLetterKind, AccountEmailKind]),
  occurrence: z.coerce.number().check(z.int(), z.minimum(0)),
  journeyId: z.optional(JourneyId),
  moduleId: z.optional(ModuleId),
})
export type EmailRef = z.infer<typeof EmailRef>

/** An email before it has its id. */
export type Unnamed<E extends { id: string }> = E extends unknown ? Omit<E, 'id'> : never

/** Placeholder for an absent journey or module. No id is empty. */
const none = ''

/**
 * The id that an email carries as an SES tag. The same decision always gives the same id. Contains only letters,
 * digits, `_` and `-`, as SES tags allow (SES API, MessageTag).
 */
export function emailId(
  learnerId: LearnerId,
  epoch: Epoch,
  email: Unnamed<JourneyEmail | AccountEmail>,
): string {
  const journeyId = 'journeyId' in email ? email.journeyId : none
  const moduleId = 'moduleId' in email ? email.moduleId : none
  return `${learnerId}_${epoch}_${email.kind}_${email.occurrence}_${journeyId}_${moduleId}`
}

/**
 * Parses an email's id.
 * @returns undefined if this system did not make it.
 */
export function parseEmailId(id: string): EmailRef | undefined {
  const [learnerId, epoch, kind, occurrence, journeyId, moduleId, ...rest] = id.split('_')
  const optional = (value: string | undefined) => (value === none ? undefined : value)
  const parsed = EmailRef.safeParse({
    learnerId,
    epoch,
    kind,
    occurrence,
    journeyId: optional(journeyId),
    moduleId: optional(moduleId),
  })
  return parsed.success && rest.length === 0 ? parsed.data : undefined
}
