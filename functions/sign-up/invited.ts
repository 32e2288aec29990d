import { invitationIdIn } from '../../shared/contracts/invitation.ts'
import type { JourneyId } from '../../shared/domain/ids.ts'
import type { Invitation } from '../../shared/store/invitations.ts'
import type { WebResponse } from '../../shared/web/response.ts'
import type { SignUpContext, SignUpReads } from './context.ts'
import { firstPage } from './first-page.ts'

/** The journey that a link invites to, if it is published. */
async function journeyOf(
  { library }: SignUpReads,
  { journeyId }: Invitation,
): Promise<JourneyId | undefined> {
  return journeyId !== undefined && (await library.head(journeyId)) ? journeyId : undefined
}

/**
 * The form for a visitor with a colleague's invitation link: it greets them without saying whose link it is. For an
 * unknown or stopped link, the plain form. Neither is cached.
 * @param typed the link's name in the address, unvalidated.
 * @param wanted another journey than the link's.
 */
export async function showInvited(
  context: SignUpContext,
  reads: SignUpReads,
  typed: string,
  wanted: string | undefined,
): Promise<WebResponse> {
  const invitation = invitationIdIn(typed)
  const found = invitation && (await reads.invitations.find(invitation, context.clock.now()))
  if (!found) return firstPage(context, reads, wanted, {})
  return firstPage(context, reads, wanted ?? (await journeyOf(reads, found)), { invitation })
}
