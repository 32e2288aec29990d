import { invitationIdIn } from '../../shared/contracts/invitation.ts'
import type { JourneyId } from '../../shared/domain/ids.ts'
import type { Invitation } from '../../shared/store/invitations.ts'
import type { WebResponse } from '../../shared/web/response.ts'
import type { SignUpContext, SignUpReads } from './context.ts'
import { firstPage } from './first-page.ts'

/** The journey that a link asks people to join, as long as it is published. */
async function journeyOf(
  { library }: SignUpReads,
  { journeyId }: Invitation,
): Promise<JourneyId | undefined> {
  return journeyId !== undefined && (await library.head(journeyId)) ? journeyId : undefined
}

/**
 * The form, for whoever comes by the link of somebody who takes part: it greets them, and never says whose link it is. By one that is
 * unknown, or stopped, the form alone. Nobody keeps either.
 * @param typed what stands in the address: anything.
 * @param wanted another journey than that of the link.
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
