import { circlePage, proposalPage } from '../../shared/pages/groups.ts'
import { messagePage } from '../../shared/pages/messages.ts'
import { enGroups } from '../../shared/texts/en-groups.ts'
import { aSite } from './a-site.ts'

const token = 'a.token'
const own = { token, ownToken: 'a.token' }
const others = [
  { name: 'Anne-Marie O’Connell-Featherstonehaugh', sector: 'ambulance', work: 'emergency-response' },
  { name: 'Ngọc Ánh', sector: 'local-government-and-public-health', work: 'leading-and-managing' },
  { name: 'محمد', sector: 'student', work: 'studying' },
] as const
const circle = {
  is: 'circle' as const,
  ...own,
  others: others.map((one, place) => ({ ...one, place, isApart: place === 1 })),
  isEnded: false,
  isPartUnread: false,
}

/** The pages of groups, in every state. */
export const groupViews: Record<string, string> = {
  'a proposal': proposalPage(aSite, { ...own, isClosed: false, day: 'Saturday 5 December' }),
  'a proposal, said yes': proposalPage(aSite, { ...own, isClosed: false, says: 'yes', notice: 'said-yes' }),
  'a proposal, said no': proposalPage(aSite, { ...own, isClosed: false, says: 'no' }),
  'a proposal that is closed': proposalPage(aSite, { ...own, isClosed: true }),
  'a circle whose reader hosts': circlePage(aSite, { ...circle, host: 'you' }),
  'a circle, met': circlePage(aSite, {
    ...circle,
    host: { name: 'Ngọc Ánh' },
    worth: 'not-sure',
    notice: 'met-told',
  }),
  'a circle of which one part cannot be read': circlePage(aSite, { ...circle, isPartUnread: true }),
  'a group that cannot be read': messagePage(aSite, enGroups.unreadable(aSite.operator.contact)),
  'a circle in which nobody else is seen': circlePage(aSite, { ...circle, others: [] }),
  'a circle that has ended': circlePage(aSite, {
    ...circle,
    isEnded: true,
    againUrl: '/rounds/shiftworks?t=a.token',
  }),
  'a circle that its reader has just reported': circlePage(aSite, { ...circle, notice: 'circle-reported' }),
  'a circle that its reader left': circlePage(aSite, { is: 'left', ...own, notice: 'circle-left' }),
}
