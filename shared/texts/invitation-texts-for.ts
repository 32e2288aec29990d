import { enInvitation } from './en-invitation.ts'
import type { InvitationTexts } from './invitation-texts.ts'
import { inLanguage } from './languages.ts'

/** The words about bringing a colleague, in a language (BCP 47) or the closest that there is. */
export const invitationTextsFor = inLanguage<InvitationTexts>({ 'en-GB': enInvitation })
