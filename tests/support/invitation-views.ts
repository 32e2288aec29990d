import { invitationPath } from '../../shared/contracts/invitation.ts'
import { invitationPage } from '../../shared/pages/invitation.ts'
import { cardPage, posterPage } from '../../shared/pages/invitation-sheets.ts'
import { signUpPage } from '../../shared/pages/sign-up.ts'
import { aSite } from './a-site.ts'

const id = 'k7m4q2pd9xyzabcd'
const url = aSite.publicUrl + invitationPath(id)
const link = {
  url,
  day: 'Tuesday 23 November 2027',
  posterUrl: `${invitationPath(id)}/poster`,
  card: { url: `${invitationPath(id)}/card`, hasQuestion: true },
}
const token = 'a.token'
const journey = { id: 'shiftworks', title: 'ShiftWorks', modules: ['Trust', 'Handing over'] }
const others = [{ id: 'another', title: 'Another journey', language: 'en-GB', modules: 3 }]

/** Bringing a colleague, coming by a link, and the sheets to print. */
export const invitationViews: Record<string, string> = {
  'bringing a colleague, before': invitationPage(aSite, { token }),
  'bringing a colleague': invitationPage(aSite, { token, link, notice: 'invitation-made' }),
  'bringing a colleague, after many came': invitationPage(aSite, { token, link: { ...link, people: 1230 } }),
  'bringing a colleague, stopped': invitationPage(aSite, { token, notice: 'invitation-stopped' }),
  'coming by a link': signUpPage(aSite, { journey, others, invitation: id }),
  'a sheet for the staff room': posterPage(aSite, { url }),
  'a card for handover': cardPage(aSite, {
    url,
    question: {
      text: 'What helps you most when a shift gets hard?',
      options: ['A break', 'A word with somebody', 'A plan', 'Going home on time'],
    },
  }),
  'a card for handover, without a question': cardPage(aSite, { url }),
}
