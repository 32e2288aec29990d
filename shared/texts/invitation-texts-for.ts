import { enInvitation } from './en-invitation.ts'
import type { InvitationTexts } from './invitation-texts.ts'
import { inLanguage } from './languages.ts'

/** Returns the texts about inviting a colleague in a language (BCP 47), or in the closest one that exists. */
export const invitationTextsFor = inLanguage<InvitationTexts>({ 'en-GB': enInvitation })
